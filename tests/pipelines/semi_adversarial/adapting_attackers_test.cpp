#include "pipelines/semi_adversarial/adapting_attackers.hpp"

#include <gtest/gtest.h>
#include <torch/types.h>
#include <torch/utils.h>

#include "src/tensors/image_tensor.hpp"
#include "tests/support/module_copies.hpp"
#include "tests/support/tiny_faces.hpp"

namespace antifaz {
namespace {

using testing::all_equal;
using testing::copies;

GenderNet tiny_net() {
  GenderNetOptions small;
  small.width = 4;
  small.size = 32;
  return GenderNet(small);
}

struct AdaptingAttackersTest : ::testing::Test {
  AdaptingAttackersTest() { torch::manual_seed(3); }

  FaceDataset faces_ = testing::tiny_faces(16);
  torch::Tensor chips_ = to_unit_range(faces_.chips);
};

TEST_F(AdaptingAttackersTest, LearnWhatProtectionLeft) {
  AdaptingAttackers attackers({tiny_net()}, 0.1);
  const double before = attackers.learn(chips_, faces_.labels);
  double after = before;
  for (int step = 0; step < 40; ++step) after = attackers.learn(chips_, faces_.labels);
  EXPECT_LT(after, 0.5 * before);
  EXPECT_GT(attackers.gap(chips_, faces_.labels).item<double>(), 1);
}

TEST_F(AdaptingAttackersTest, TheGapTeachesTheFacesAndNotTheAttackers) {
  AdaptingAttackers attackers({tiny_net(), tiny_net()});
  attackers.learn(chips_, faces_.labels);
  const auto before = copies(attackers);
  const torch::Tensor faces = chips_.clone().requires_grad_();
  attackers.gap(faces, faces_.labels).backward();
  EXPECT_GT(faces.grad().abs().sum().item<double>(), 0);
  EXPECT_TRUE(all_equal(before, copies(attackers)));
  for (const torch::Tensor& p : attackers.parameters()) {
    if (p.grad().defined()) EXPECT_EQ(p.grad().abs().sum().item<double>(), 0);
  }
}

TEST_F(AdaptingAttackersTest, LearningDoesNotReachTheFaces) {
  AdaptingAttackers attackers({tiny_net()});
  const torch::Tensor faces = chips_.clone().requires_grad_();
  attackers.learn(faces, faces_.labels);
  EXPECT_FALSE(faces.grad().defined());
}

TEST_F(AdaptingAttackersTest, WithoutLabelsOrAttackersThereIsNothingToTell) {
  AdaptingAttackers attackers({tiny_net()});
  const auto before = copies(attackers);
  const torch::Tensor unknown = torch::full({16}, -1, torch::kInt64);
  EXPECT_EQ(attackers.learn(chips_, unknown), 0);
  EXPECT_TRUE(all_equal(before, copies(attackers)));
  EXPECT_EQ(attackers.gap(chips_, torch::zeros({16}, torch::kInt64)).item<double>(), 0);
  EXPECT_EQ(AdaptingAttackers({}).gap(chips_, faces_.labels).item<double>(), 0);
}

}  // namespace
}  // namespace antifaz
