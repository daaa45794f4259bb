#include <gtest/gtest.h>
#include <torch/autograd.h>
#include <torch/types.h>
#include <torch/utils.h>

#include "models/autoencoders/contractive.hpp"
#include "models/autoencoders/denoising.hpp"
#include "models/autoencoders/sparse.hpp"
#include "tests/models/autoencoders/generative/small_network.hpp"

namespace antifaz {
namespace {

using testing::small_network;

TEST(Corruption, HasTheStatisticsOfItsKind) {
  torch::manual_seed(1);
  const torch::Tensor half = torch::full({200, 500}, 0.5);
  const auto noisy = [&](Corruption kind, double level) { return corrupt(half, {kind, level}); };
  const auto share = [](const torch::Tensor& is) {
    return is.to(torch::kFloat).mean().item<double>();
  };
  EXPECT_NEAR(share(noisy(Corruption::kMasking, 0.3) == 0), 0.3, 0.01);
  EXPECT_NEAR((noisy(Corruption::kGaussian, 0.2) - half).std().item<double>(), 0.2, 0.005);
  const torch::Tensor salted = noisy(Corruption::kSaltAndPepper, 0.2);
  EXPECT_NEAR(share(salted == 0), 0.1, 0.01);
  EXPECT_NEAR(share(salted == 1), 0.1, 0.01);
  const torch::Tensor photons = noisy(Corruption::kPoisson, 0.02);  // 25 photons at one half
  EXPECT_NEAR(photons.mean().item<double>(), 0.5, 0.005);
  EXPECT_NEAR(photons.var().item<double>(), 0.5 * 0.02, 0.0005);
  EXPECT_TRUE(torch::equal(noisy(Corruption::kNone, 1), half));
}

TEST(Denoising, CorruptsOnlyWhileTraining) {
  DenoisingAutoencoder model(small_network(), {Corruption::kGaussian, 0.5});
  const torch::Tensor x = torch::rand({4, 7});
  model.train();
  EXPECT_NE(model.loss(x, x).total.item<double>(), model.loss(x, x).total.item<double>());
  EXPECT_TRUE(torch::equal(model.forward(x).output, model.forward(x).output));
  model.eval();
  EXPECT_EQ(model.loss(x, x).total.item<double>(), model.loss(x, x).total.item<double>());
}

TEST(Sparse, PenaltiesAreTheirFormulas) {
  const torch::Tensor x = torch::rand({50, 7});
  SparseAutoencoder l1(small_network(), {Sparsity::kL1, 2, 0.05});
  EXPECT_NEAR(l1.forward(x).penalty.item<double>(), 2 * l1.encode(x).mean().item<double>(), 1e-6);
  SparseAutoencoder kl(small_network(), {Sparsity::kKl, 1, 0.05});
  double sum = 0;
  const torch::Tensor means = kl.encode(x).mean(0);
  for (int j = 0; j < 4; ++j) {
    const double q = means[j].item<double>();
    sum += 0.05 * std::log(0.05 / q) + 0.95 * std::log(0.95 / (1 - q));
  }
  EXPECT_NEAR(kl.forward(x).penalty.item<double>(), sum / 4, 1e-5);
}

TEST(Contractive, TheEstimateIsTheJacobiansNorm) {
  ContractiveAutoencoder model(small_network(), 1);
  const torch::Tensor one = torch::rand({1, 7});
  double exact = 0;
  for (int j = 0; j < 4; ++j) {
    const torch::Tensor x = one.clone().requires_grad_();
    exact += torch::autograd::grad({model.encode(x)[0][j]}, {x})[0].square().sum().item<double>();
  }
  const double estimate = model.forward(one.expand({20000, 7})).penalty.item<double>();
  EXPECT_NEAR(estimate / exact, 1, 0.05);
}

}  // namespace
}  // namespace antifaz
