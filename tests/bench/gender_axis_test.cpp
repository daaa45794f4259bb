#include "bench/gender_axis.hpp"

#include <gtest/gtest.h>
#include <torch/types.h>
#include <torch/utils.h>

#include "src/core/error.hpp"

namespace antifaz {
namespace {

/// Embeddings near one point, as those of faces are, whose second number tells men from women.
torch::Tensor embeddings_of(const torch::Tensor& labels) {
  torch::Tensor x = 0.1 * torch::randn({labels.size(0), 6});
  x.select(1, 0) += 1;
  x.select(1, 1) += 0.3 * (2 * labels - 1);
  x.select(1, 2) += 0.5 * x.select(1, 1);
  return x;
}

TEST(GenderAxis, ReadsMinusOneAndOneAtTheMeansOfWomenAndMen) {
  torch::manual_seed(1);
  const torch::Tensor labels = torch::arange(400, torch::kInt64) % 2;
  const torch::Tensor x = embeddings_of(labels);
  const torch::Tensor position = GenderAxis(x, labels).position(3 * x);  // length says nothing
  EXPECT_NEAR(position.index({labels == 0}).mean().item<float>(), -1, 1e-4);
  EXPECT_NEAR(position.index({labels == 1}).mean().item<float>(), 1, 1e-4);
}

TEST(GenderAxis, AtZeroNoLinearClassifierIsLeft) {
  torch::manual_seed(2);
  const torch::Tensor labels = torch::arange(2000, torch::kInt64) % 2;
  const torch::Tensor x = embeddings_of(labels);
  const GenderAxis axis(x, labels);
  const torch::Tensor erased = axis.moved(x, torch::zeros({2000}));
  EXPECT_LT(axis.position(erased).abs().max().item<float>(), 0.1);
  // A linear attacker fitted anew finds the means of both labels in one place.
  const auto gap = [&](const torch::Tensor& e) {
    return (e.index({labels == 1}).mean(0) - e.index({labels == 0}).mean(0)).norm().item<float>();
  };
  EXPECT_LT(gap(erased), 0.05 * gap(x));
}

TEST(GenderAxis, MovesNoFurtherThanTheOtherSideNeeds) {
  torch::manual_seed(3);
  const torch::Tensor labels = torch::arange(400, torch::kInt64) % 2;
  const torch::Tensor x = embeddings_of(labels);
  const GenderAxis axis(x, labels);
  const torch::Tensor there = axis.position(x);
  const torch::Tensor same = axis.moved(x, there);
  EXPECT_LT((same - x / x.norm(2, 1, true)).abs().max().item<float>(), 1e-5);
  EXPECT_NEAR(same.norm(2, 1).min().item<float>(), 1, 1e-5);
}

TEST(GenderAxis, RefusesFacesOfOneLabel) {
  EXPECT_THROW(GenderAxis(torch::rand({4, 3}), torch::ones({4}, torch::kInt64)), Error);
}

}  // namespace
}  // namespace antifaz
