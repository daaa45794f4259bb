#include "models/autoencoders/generative/wasserstein.hpp"

#include <gtest/gtest.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <cmath>

#include "tests/models/autoencoders/generative/small_network.hpp"

namespace antifaz {
namespace {

using testing::small_network;

double discrepancy(const torch::Tensor& codes, const torch::Tensor& drawn) {
  return WassersteinAutoencoder::discrepancy(codes, drawn).item<double>();
}

TEST(Wasserstein, DiscrepancyIsItsFormula) {
  torch::manual_seed(1);
  const torch::Tensor a = torch::randn({4, 3}) + 1, b = torch::randn({4, 3});
  const auto kernel = [](const torch::Tensor& x, const torch::Tensor& y) {
    double sum = 0;
    for (const double scale : {0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0}) {
      sum += scale * 6 / (scale * 6 + (x - y).square().sum().item<double>());
    }
    return sum;
  };
  double expected = 0;
  for (int i = 0; i < 4; ++i) {
    for (int j = 0; j < 4; ++j) {
      if (i != j) expected += (kernel(a[i], a[j]) + kernel(b[i], b[j])) / 12;
      expected -= 2 * kernel(a[i], b[j]) / 16;
    }
  }
  EXPECT_NEAR(discrepancy(a, b), expected, 1e-4);
  EXPECT_EQ(discrepancy(a.slice(0, 0, 1), b.slice(0, 0, 1)), 0);  // no pair to compare
}

TEST(Wasserstein, PriorsDrawsAreNotApart) {
  torch::manual_seed(1);
  const auto apart = [](double shift, double scale) {
    double sum = 0;
    for (int i = 0; i < 50; ++i) {
      sum += discrepancy(scale * torch::randn({64, 8}) + shift, torch::randn({64, 8})) / 50;
    }
    return sum;
  };
  EXPECT_NEAR(apart(0, 1), 0, 0.005);
  EXPECT_GT(apart(1, 1), 0.1);
  EXPECT_GT(apart(0, 0.3), 0.1);
}

TEST(Wasserstein, ThePenaltyIsInUnitsOfTheExamplesVariance) {
  WassersteinAutoencoder model(small_network(), 2);
  model.eval();
  const torch::Tensor x = 0.1 * torch::randn({64, 7}) + 0.5;
  const auto expect_weight = [&](double weight) {
    const torch::Tensor code = model.encode(x);
    torch::manual_seed(5);
    const double apart = discrepancy(code, torch::randn_like(code));
    torch::manual_seed(5);
    EXPECT_NEAR(model.forward(x).penalty.item<double>(), weight * apart, 1e-4 * std::abs(apart));
  };
  expect_weight(2);
  model.centre(x);
  expect_weight(2 * (x - x.mean(0)).square().mean().item<double>());
}

TEST(Wasserstein, SamplesAreExamples) {
  WassersteinAutoencoder model(small_network(), 1);
  model.eval();
  torch::manual_seed(4);
  const torch::Tensor drawn = model.sample(3);
  EXPECT_EQ(drawn.sizes(), at::IntArrayRef({3, 7}));
  EXPECT_FALSE(torch::equal(drawn[0], drawn[1]));
}

}  // namespace
}  // namespace antifaz
