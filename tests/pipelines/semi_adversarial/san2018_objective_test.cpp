#include "pipelines/semi_adversarial/san2018_objective.hpp"

#include <gtest/gtest.h>
#include <torch/types.h>
#include <torch/utils.h>

#include "models/judges/gender_net.hpp"
#include "models/judges/student_net.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/module_copies.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/support/tiny_faces.hpp"

namespace antifaz {
namespace {

using testing::all_equal;
using testing::copies;
using ::testing::HasSubstr;

/// Small judges and four invented faces: the network looks at 224 pixels whatever the test.
class TrainSan2018 : public ::testing::TestWithParam<San2018Preset> {
 protected:
  TrainSan2018() {
    torch::manual_seed(1);
    GenderNetOptions small;
    small.width = 4;
    small.size = 32;
    judges_.predictor = GenderNet(small).ptr();
    StudentNetOptions tiny;
    tiny.width = 8;
    judges_.matcher = std::make_shared<StudentNet>(tiny);
    judges_.watchers = {GenderNet(small).ptr()};
    options_.preset = GetParam();
    options_.batch = 2;
    options_.turn_epoch = 1;
  }

  San2018Objective objective() { return {net_, judges_, {faces_, faces_}, options_, torch::kCPU}; }

  FaceDataset faces_ = testing::tiny_faces(4);
  San2018 net_;
  San2018Judges judges_;
  San2018Options options_;
};

TEST_P(TrainSan2018, TheJudgesStayFrozenAndEveryParameterMoves) {
  San2018Objective training = objective();
  const auto predictor = copies(*judges_.predictor), matcher = copies(*judges_.matcher);
  const auto before = copies(*net_);
  const testing::TempFolder folder;
  TrainerOptions trainer;
  trainer.folder = folder.path() / "run";
  trainer.epochs = 2;
  Observer quiet;
  const TrainReport report = train(training, trainer, quiet);
  EXPECT_TRUE(all_equal(predictor, copies(*judges_.predictor)));
  EXPECT_TRUE(all_equal(matcher, copies(*judges_.matcher)));
  std::size_t i = 0;
  for (const auto& item : net_->named_parameters()) {
    EXPECT_FALSE(torch::equal(item.value(), before[i++])) << item.key() << " did not move";
  }
  EXPECT_EQ(report.validation.back().first, "opposite_psnr_db");
}

TEST_P(TrainSan2018, TheMatcherCountsFromTheTurnOn) {
  San2018Objective training = objective();
  const torch::Tensor rows = torch::arange(2);
  torch::manual_seed(9);
  const Objective::Loss early = training.loss(rows, 0), late = training.loss(rows, 1);
  EXPECT_EQ(early.parts.back().first, "pixels");
  EXPECT_EQ(late.parts.back().first, "match");
  double sum = 0;
  for (const auto& part : late.parts) sum += part.second;
  EXPECT_NEAR(late.total.item<double>(), sum, 1e-4);
}

INSTANTIATE_TEST_SUITE_P(Presets, TrainSan2018,
                         ::testing::Values(San2018Preset::kPaper, San2018Preset::kCode));

TEST(TrainSan2018Labels, MissingOnesAreSaidBeforeTraining) {
  torch::manual_seed(1);
  GenderNetOptions small;
  small.width = 4;
  small.size = 32;
  const San2018Judges judges{
      GenderNet(small).ptr(), std::make_shared<StudentNet>(StudentNetOptions{8}), {}};
  const FaceDataset faces = testing::tiny_faces(8);
  FaceDataset none = faces, men = faces;
  men.labels = torch::ones_like(faces.labels);
  none.labels = torch::full_like(faces.labels, -1);
  const auto make = [&](const FaceDataset& training, const FaceDataset& validation) {
    San2018Objective(San2018(), judges, {training, validation}, {}, torch::kCPU);
  };
  EXPECT_ERROR(make(testing::tiny_faces(8), none), HasSubstr("no face of the validation part"));
  EXPECT_ERROR(make(none, testing::tiny_faces(8)), HasSubstr("no face of the training part"));
  EXPECT_ERROR(make(men, testing::tiny_faces(8)), HasSubstr("it has 0 and 8"));
}

/// The network's own output for a mirrored face with mirrored prototypes must be what the objective
/// trains: with an unmirrored prototype the loss would differ.
TEST(TrainSan2018Flip, MirrorsFaceAndPrototypesTogether) {
  const FaceDataset faces = testing::tiny_faces(2);
  FaceDataset mirrored = faces;
  mirrored.chips = faces.chips.flip(3);
  San2018Judges judges;
  torch::manual_seed(1);
  GenderNetOptions small;
  small.width = 4;
  small.size = 32;
  judges.predictor = GenderNet(small).ptr();
  judges.matcher = std::make_shared<StudentNet>(StudentNetOptions{8});
  San2018 net;
  San2018Options options;
  San2018Objective straight(net, judges, {faces, faces}, options, torch::kCPU);
  San2018Objective turned(net, judges, {mirrored, mirrored}, options, torch::kCPU);
  EXPECT_TRUE(torch::allclose(straight.prototypes().flip(3), turned.prototypes()));
  const torch::Tensor rows = torch::arange(2);
  // A seed that mirrors and one that does not: what one objective sees mirrored, the other sees
  // straight.
  std::uint64_t yes = 0, no = 0;
  for (std::uint64_t seed = 1; yes == 0 || no == 0; ++seed) {
    torch::manual_seed(seed);
    (torch::rand({1}).item<double>() < 0.5 ? yes : no) = seed;
  }
  torch::manual_seed(yes);
  const double a = straight.loss(rows, 0).total.item<double>();
  torch::manual_seed(no);
  const double b = turned.loss(rows, 0).total.item<double>();
  EXPECT_NEAR(a, b, 1e-5);
}

}  // namespace
}  // namespace antifaz
