#include "models/autoencoders/generative/variational.hpp"

#include <gtest/gtest.h>
#include <torch/types.h>
#include <torch/utils.h>

#include "tests/models/autoencoders/generative/small_network.hpp"

namespace antifaz {
namespace {

using testing::small_network;

TEST(Variational, DivergenceIsThatOfGaussians) {
  const VariationalAutoencoder::Posterior prior{torch::zeros({1, 2}), torch::zeros({1, 2})};
  EXPECT_EQ(VariationalAutoencoder::divergence(prior).sum().item<double>(), 0);
  const VariationalAutoencoder::Posterior other{torch::full({1, 1}, 2.0),
                                                torch::full({1, 1}, std::log(0.25))};
  EXPECT_NEAR(VariationalAutoencoder::divergence(other).item<double>(),
              0.5 * (4 + 0.25 - 1 - std::log(0.25)), 1e-6);
}

TEST(Variational, TheKlTermWarmsUp) {
  VariationalAutoencoder model(small_network(8), {2, 3});
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
    VariationalAutoencoder model(small_network(8), {beta, 0});
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
  VariationalAutoencoder model(small_network(8, Likelihood::kBernoulli), {});
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
  VariationalAutoencoder model(small_network(8), {});
  model.eval();
  torch::manual_seed(4);
  const torch::Tensor drawn = model.sample(3);
  EXPECT_EQ(drawn.sizes(), at::IntArrayRef({3, 7}));
  EXPECT_FALSE(torch::equal(drawn[0], drawn[1]));
}

}  // namespace
}  // namespace antifaz
