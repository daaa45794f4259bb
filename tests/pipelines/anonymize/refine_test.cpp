#include "pipelines/anonymize/refine.hpp"

#include <gtest/gtest.h>
#include <torch/types.h>
#include <torch/utils.h>

#include "models/judges/gender_net.hpp"
#include "models/semi_adversarial/generator.hpp"
#include "src/core/labels.hpp"
#include "src/tensors/image_tensor.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/module_copies.hpp"
#include "tests/support/tiny_faces.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

constexpr auto kFemale = static_cast<int64_t>(Target::kFemale);
constexpr auto kMale = static_cast<int64_t>(Target::kMale);

struct RefinerTest : ::testing::Test {
  RefinerTest() {
    torch::manual_seed(4);
    GenderNetOptions small;
    small.width = 4;
    small.size = 32;
    nets_ = {GenderNet(small).ptr(), GenderNet(small).ptr()};
    for (const auto& net : nets_) net->eval();
  }

  torch::Tensor refined(const RefineOptions& options = {}) {
    return Refiner(nets_, torch::rand({3, 3, kChipSize, kChipSize}), options, torch::kCPU)
        .refined(chips_, proposal_, targets_);
  }

  std::vector<std::shared_ptr<GenderJudge>> nets_;
  torch::Tensor chips_ = to_unit_range(testing::tiny_faces(6).chips);
  torch::Tensor proposal_ = torch::full_like(chips_, 0.01);
  torch::Tensor targets_ = torch::tensor({kFemale, kMale, kFemale, kMale, kFemale, kMale});
};

TEST_F(RefinerTest, DrawsFacesOnTowardsTheirTargets) {
  const torch::Tensor mask = feather_mask_tensor(), change = refined();
  const torch::Tensor side = torch::tensor({-1.F, 1.F, -1.F, 1.F, -1.F, 1.F});
  const torch::NoGradGuard no_grad;
  for (const auto& net : nets_) {
    const torch::Tensor before = net->forward(apply_change(chips_, proposal_, mask));
    const torch::Tensor after = net->forward(apply_change(chips_, change, mask));
    EXPECT_GT(((after - before) * side).mean().item<double>(), 0);
  }
}

TEST_F(RefinerTest, StaysWithinItsBoundOfTheProposal) {
  RefineOptions options;
  options.steps = 5;
  options.step = 6;
  options.bound = 8;
  options.colour = 100;
  const double farthest = (refined(options) - proposal_).abs().max().item<double>() * 255;
  EXPECT_LE(farthest, 8.001);
  EXPECT_GT(farthest, 6);
}

TEST_F(RefinerTest, HardlyTouchesColour) {
  RefineOptions options;
  options.colour = 3;
  const torch::Tensor change = refined(options);
  EXPECT_LE((change - luma_of(change)).abs().max().item<double>() * 255, 2 * 3.001);
  EXPECT_GT(luma_of(change).abs().max().item<double>() * 255, 4);
}

TEST_F(RefinerTest, TheSameFacesGetTheSameChange) {
  const torch::Tensor first = refined();
  torch::manual_seed(99);
  torch::rand({17});
  EXPECT_TRUE(torch::equal(first, refined()));
}

TEST_F(RefinerTest, WorksWhereGradientsAreOffAndLeavesClassifiersAlone) {
  const auto before = testing::copies(*nets_[0]);
  const torch::NoGradGuard no_grad;
  EXPECT_FALSE(refined().requires_grad());
  EXPECT_TRUE(testing::all_equal(before, testing::copies(*nets_[0])));
}

TEST_F(RefinerTest, NoStepsChangeNothing) {
  RefineOptions none;
  none.steps = 0;
  EXPECT_TRUE(torch::equal(refined(none), proposal_));
}

TEST_F(RefinerTest, NeedsAClassifier) {
  nets_.clear();
  EXPECT_ERROR(refined(), HasSubstr("at least one gender classifier"));
}

}  // namespace
}  // namespace antifaz
