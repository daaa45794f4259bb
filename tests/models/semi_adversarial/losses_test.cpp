#include "models/semi_adversarial/losses.hpp"

#include <gtest/gtest.h>
#include <torch/types.h>
#include <torch/utils.h>

namespace antifaz {
namespace {

TEST(StructuralSimilarity, IsOneForEqualAndLessForChangedImages) {
  torch::manual_seed(1);
  const torch::Tensor x = torch::rand({2, 3, 32, 32});
  EXPECT_NEAR(structural_similarity(x, x).min().item<float>(), 1, 1e-5);
  const torch::Tensor noisy = (x + 0.2 * torch::randn_like(x)).clamp(0, 1);
  EXPECT_LT(structural_similarity(x, noisy).max().item<float>(), 0.95);
}

TEST(StructuralSimilarity, OfConstantImagesIsTheLuminanceTerm) {
  // Without structure only (2ab + C1) / (a^2 + b^2 + C1) is left.
  const torch::Tensor a = torch::full({1, 3, 16, 16}, 0.5), b = torch::full({1, 3, 16, 16}, 0.25);
  const double c1 = 1e-4, expected = (2 * 0.5 * 0.25 + c1) / (0.25 + 0.0625 + c1);
  EXPECT_NEAR(structural_similarity(a, b).item<float>(), expected, 1e-4);
}

TEST(GenderLoss, MatchesTheHandComputedValue) {
  // female wants -2, male wants 2, neutral wants 0; smooth L1: d*d/2 below 1, |d| - 1/2 above.
  const torch::Tensor logits = torch::tensor({-2.0F, 0.0F, 0.5F});
  const torch::Tensor targets = torch::tensor({0, 1, 2}, torch::kInt64);
  EXPECT_NEAR(gender_loss(logits, targets, 2).item<float>(), (0 + 1.5 + 0.125) / 3, 1e-6);
}

TEST(IndependenceLoss, IsTheSquaredGapOfWomenAndMenWithOneTarget) {
  const torch::Tensor targets = torch::tensor({0, 0, 0, 1, 1, 1, 2}, torch::kInt64);
  const torch::Tensor labels = torch::tensor({0, 0, 1, 0, 1, -1, 0}, torch::kInt64);
  // Drawn to female: 1 and 3 of women, 5 of a man, 3 apart; to male: 2 and 2.5. The unknown face
  // and the target of one gender do not count.
  const torch::Tensor logits = torch::tensor({1.0F, 3.0F, 5.0F, 2.0F, 2.5F, 99.0F, 50.0F});
  EXPECT_NEAR(independence_loss(logits, targets, labels).item<float>(), (9 + 0.25) / 2, 1e-6);
}

TEST(IndependenceLoss, IsNothingWhereNoTargetHasBoth) {
  const torch::Tensor one = torch::tensor({0, 1}, torch::kInt64);
  torch::Tensor logits = torch::tensor({3.0F, -1.0F}).requires_grad_();
  const torch::Tensor loss = independence_loss(logits, one, one);
  EXPECT_EQ(loss.item<float>(), 0);
}

TEST(MatchLoss, CountsOnlyTheShortfall) {
  const torch::Tensor a = torch::tensor({{1.0F, 0.0F}, {1.0F, 0.0F}});
  const torch::Tensor b = torch::tensor({{0.0F, 3.0F}, {2.0F, 0.0F}});  // cosines 0 and 1
  EXPECT_NEAR(match_loss(a, b, 0.9).item<float>(), 0.9 / 2, 1e-6);
}

}  // namespace
}  // namespace antifaz
