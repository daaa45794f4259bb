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

TEST_F(AdaptingAttackersTest, TwoTakeTurnsAndWhoComesBackBeginsAnew) {
  const std::vector<GenderNet> nets = {tiny_net(), tiny_net(), tiny_net()};
  std::vector<std::vector<torch::Tensor>> at_first;
  for (const GenderNet& net : nets) at_first.push_back(copies(*net));
  AdaptingAttackers attackers(nets, 0.1, 4);
  const auto learn = [&](int steps) {
    for (int i = 0; i < steps; ++i) attackers.learn(chips_, faces_.labels);
  };
  const auto as_at_first = [&](std::size_t i) { return all_equal(at_first[i], copies(*nets[i])); };
  learn(4);
  EXPECT_FALSE(as_at_first(0));
  EXPECT_FALSE(as_at_first(1));
  EXPECT_TRUE(as_at_first(2));
  learn(1);
  EXPECT_TRUE(as_at_first(0));
  EXPECT_FALSE(as_at_first(2));
}

TEST_F(AdaptingAttackersTest, ASingleOneBeginsAnew) {
  AdaptingAttackers attackers({tiny_net()}, 0.1, 20);
  const double first = attackers.learn(chips_, faces_.labels);
  double last = first;
  for (int step = 1; step < 20; ++step) last = attackers.learn(chips_, faces_.labels);
  EXPECT_LT(last, 0.5 * first);
  EXPECT_GT(attackers.learn(chips_, faces_.labels), 0.8 * first);  // it drops units at random
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
