#include "models/autoencoders/generative/importance_weighted.hpp"

#include <gtest/gtest.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <cmath>

#include "tests/models/autoencoders/generative/small_network.hpp"

namespace antifaz {
namespace {

using testing::small_network;

TEST(ImportanceWeighted, LearnsByTheBoundOfItsDraws) {
  const auto model = [](int64_t draws) {
    auto made = std::make_shared<ImportanceWeightedAutoencoder>(
        small_network(8, Likelihood::kBernoulli), draws);
    made->eval();
    return made;
  };
  const torch::NoGradGuard no_grad;
  torch::manual_seed(2);
  const torch::Tensor x = torch::rand({400, 7}).round();
  const auto mean_bound = [&](int64_t draws) {
    double sum = 0;
    for (int i = 0; i < 20; ++i) sum += -7 * model(draws)->loss(x, x).total.item<double>() / 20;
    return sum;
  };
  const double many = mean_bound(50), one = mean_bound(1);
  EXPECT_GT(many, one + 0.01);
  EXPECT_NEAR(many, model(1)->log_likelihood_bound(x, 50).mean().item<double>(), 0.02);
  EXPECT_NEAR(one, model(1)->log_likelihood_bound(x, 1).mean().item<double>(), 0.05);
}

TEST(ImportanceWeighted, TellsErrorAndDivergence) {
  ImportanceWeightedAutoencoder model(small_network(8), 5);
  model.train();
  const torch::Tensor x = torch::rand({6, 7});
  const AutoencoderLoss loss = model.loss(x, x);
  EXPECT_EQ(loss.parts[0].first, "error");
  ASSERT_EQ(loss.parts[1].first, "kl");
  const double kl =
      VariationalAutoencoder::divergence(model.posterior(x)).sum(1).mean().item<double>() / 7;
  EXPECT_NEAR(loss.parts[1].second, kl, 1e-6);
}

}  // namespace
}  // namespace antifaz
