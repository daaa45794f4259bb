#include <gtest/gtest.h>
#include <torch/autograd.h>
#include <torch/types.h>
#include <torch/utils.h>

#include "models/autoencoders/contractive.hpp"
#include "models/autoencoders/denoising.hpp"
#include "models/autoencoders/fully_connected.hpp"
#include "models/autoencoders/sparse.hpp"
#include "models/autoencoders/variational.hpp"

namespace antifaz {
namespace {

std::shared_ptr<Autoencoder> network(int64_t encoder_outputs = 0,
                                     Likelihood likelihood = Likelihood::kGaussian) {
  torch::manual_seed(3);
  FullyConnectedOptions options;
  options.widths = {9};
  options.encoder_outputs = encoder_outputs;
  return std::make_shared<FullyConnectedAutoencoder>(std::vector<int64_t>{7}, 4, likelihood,
                                                     options);
}

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
  DenoisingAutoencoder model(network(), {Corruption::kGaussian, 0.5});
  const torch::Tensor x = torch::rand({4, 7});
  model.train();
  EXPECT_NE(model.loss(x, x).total.item<double>(), model.loss(x, x).total.item<double>());
  EXPECT_TRUE(torch::equal(model.forward(x).output, model.forward(x).output));
  model.eval();
  EXPECT_EQ(model.loss(x, x).total.item<double>(), model.loss(x, x).total.item<double>());
}

TEST(Sparse, PenaltiesAreTheirFormulas) {
  const torch::Tensor x = torch::rand({50, 7});
  SparseAutoencoder l1(network(), {Sparsity::kL1, 2, 0.05});
  EXPECT_NEAR(l1.forward(x).penalty.item<double>(), 2 * l1.encode(x).mean().item<double>(), 1e-6);
  SparseAutoencoder kl(network(), {Sparsity::kKl, 1, 0.05});
  double sum = 0;
  const torch::Tensor means = kl.encode(x).mean(0);
  for (int j = 0; j < 4; ++j) {
    const double q = means[j].item<double>();
    sum += 0.05 * std::log(0.05 / q) + 0.95 * std::log(0.95 / (1 - q));
  }
  EXPECT_NEAR(kl.forward(x).penalty.item<double>(), sum / 4, 1e-5);
}

TEST(Contractive, TheEstimateIsTheJacobiansNorm) {
  ContractiveAutoencoder model(network(), 1);
  const torch::Tensor one = torch::rand({1, 7});
  double exact = 0;
  for (int j = 0; j < 4; ++j) {
    const torch::Tensor x = one.clone().requires_grad_();
    exact += torch::autograd::grad({model.encode(x)[0][j]}, {x})[0].square().sum().item<double>();
  }
  const double estimate = model.forward(one.expand({20000, 7})).penalty.item<double>();
  EXPECT_NEAR(estimate / exact, 1, 0.05);
}

TEST(Variational, DivergenceIsThatOfGaussians) {
  const VariationalAutoencoder::Posterior prior{torch::zeros({1, 2}), torch::zeros({1, 2})};
  EXPECT_EQ(VariationalAutoencoder::divergence(prior).sum().item<double>(), 0);
  const VariationalAutoencoder::Posterior other{torch::full({1, 1}, 2.0),
                                                torch::full({1, 1}, std::log(0.25))};
  EXPECT_NEAR(VariationalAutoencoder::divergence(other).item<double>(),
              0.5 * (4 + 0.25 - 1 - std::log(0.25)), 1e-6);
}

TEST(Variational, TheKlTermWarmsUp) {
  VariationalAutoencoder model(network(8), {2, 3});
  const torch::Tensor x = torch::rand({6, 7});
  const auto beta = [&](int64_t epoch) {
    model.start_epoch(epoch);
    return model.loss(x, x).parts.at(2).second;
  };
  EXPECT_NEAR(beta(0), 0.5, 1e-9);
  EXPECT_NEAR(beta(2), 1.5, 1e-9);
  EXPECT_NEAR(beta(3), 2, 1e-9);
  EXPECT_NEAR(beta(9), 2, 1e-9);
}

TEST(Variational, TellsTheDivergenceItselfWhateverItsWeight) {
  torch::manual_seed(3);
  const torch::Tensor x = torch::rand({6, 7});
  for (const double beta : {0.0, 1.0, 4.0}) {
    torch::manual_seed(1);
    VariationalAutoencoder model(network(8), {beta, 0});
    model.eval();
    const double kl =
        VariationalAutoencoder::divergence(model.posterior(x)).sum(1).mean().item<double>() / 7;
    const AutoencoderLoss loss = model.loss(x, x);
    ASSERT_EQ(loss.parts[1].first, "kl");
    EXPECT_GT(kl, 0);
    EXPECT_NEAR(loss.parts[1].second, kl, 1e-6) << beta;
    const double total = loss.total.item<double>();
    EXPECT_NEAR(total, loss.parts[0].second + beta * kl, 1e-6 * total) << beta;
  }
}

TEST(Variational, MoreDrawsTightenTheBound) {
  VariationalAutoencoder model(network(8, Likelihood::kBernoulli), {});
  model.eval();
  const torch::NoGradGuard no_grad;
  torch::manual_seed(2);
  const torch::Tensor x = torch::rand({400, 7}).round();
  const double one = model.log_likelihood_bound(x, 1).mean().item<double>();
  const double many = model.log_likelihood_bound(x, 50).mean().item<double>();
  EXPECT_GT(many, one);
  EXPECT_LT(many, 0);
  // One draw estimates the evidence bound, which is what training maximises.
  model.train();
  double loss = 0;
  for (int i = 0; i < 20; ++i) loss += model.loss(x, x).total.item<double>() / 20;
  EXPECT_NEAR(one, -7 * loss, 0.05);
}

TEST(Variational, SamplesAreExamples) {
  VariationalAutoencoder model(network(8), {});
  model.eval();
  torch::manual_seed(4);
  const torch::Tensor drawn = model.sample(3);
  EXPECT_EQ(drawn.sizes(), at::IntArrayRef({3, 7}));
  EXPECT_FALSE(torch::equal(drawn[0], drawn[1]));
}

}  // namespace
}  // namespace antifaz
