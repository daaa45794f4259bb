#include "models/autoencoders/generative/total_correlation.hpp"

#include <gtest/gtest.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <cmath>

#include "tests/models/autoencoders/generative/small_network.hpp"

namespace antifaz {
namespace {

using testing::small_network;

using Posterior = VariationalAutoencoder::Posterior;

TEST(TotalCorrelation, IsThatOfTheBatchsMixture) {
  torch::manual_seed(1);
  const Posterior q{torch::randn({5, 3}), torch::randn({5, 3})};
  const torch::Tensor z = torch::randn({5, 3});
  const auto density = [&](int i, int j, int k) {  // of code i by posterior j, its number k
    const double mean = q.mean[j][k].item<double>();
    const double variance = std::exp(q.log_variance[j][k].item<double>());
    const double apart = z[i][k].item<double>() - mean;
    return std::exp(-apart * apart / (2 * variance)) / std::sqrt(2 * M_PI * variance);
  };
  double expected = 0;
  for (int i = 0; i < 5; ++i) {
    double together = 0;
    for (int j = 0; j < 5; ++j) together += density(i, j, 0) * density(i, j, 1) * density(i, j, 2);
    expected += std::log(together / 5) / 5;
    for (int k = 0; k < 3; ++k) {
      double alone = 0;
      for (int j = 0; j < 5; ++j) alone += density(i, j, k);
      expected -= std::log(alone / 5) / 5;
    }
  }
  EXPECT_NEAR(TotalCorrelationAutoencoder::total_correlation(q, z).item<double>(), expected, 1e-4);
}

TEST(TotalCorrelation, IsNoneOfIndependentNumbers) {
  const torch::Tensor grid = torch::cartesian_prod({torch::arange(8.0), torch::arange(8.0)}),
                      line = torch::arange(8.0).unsqueeze(1).repeat({8, 2});
  const auto of = [](const torch::Tensor& codes) {
    return TotalCorrelationAutoencoder::total_correlation(
               {codes.to(torch::kFloat32), torch::full({64, 2}, -6.0)}, codes.to(torch::kFloat32))
        .item<double>();
  };
  EXPECT_NEAR(of(grid), 0, 1e-3);
  EXPECT_NEAR(of(line), std::log(8), 1e-3);  // either number says all of the other
}

TEST(TotalCorrelation, WithoutMoreWeightItIsVariational) {
  const torch::Tensor x = 20 * torch::rand({6, 7});  // posteriors apart
  const auto penalty = [&](VariationalAutoencoder&& model) {
    model.eval();
    return model.forward(x).penalty.item<double>();
  };
  const double plain = penalty(VariationalAutoencoder(small_network(8), {1, 0}));
  EXPECT_NEAR(penalty(TotalCorrelationAutoencoder(small_network(8), {1, 0}, 1)), plain,
              1e-5 * plain);
  TotalCorrelationAutoencoder more(small_network(8), {1, 0}, 6);
  more.eval();
  const Posterior q = more.posterior(x);
  const double correlation =
      TotalCorrelationAutoencoder::total_correlation(q, q.mean).item<double>();
  EXPECT_GT(std::abs(correlation), 1e-3);
  EXPECT_NEAR(more.forward(x).penalty.item<double>(), plain + 5 * correlation / 7, 1e-5 * plain);
}

}  // namespace
}  // namespace antifaz
