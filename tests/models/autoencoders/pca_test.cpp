#include "models/autoencoders/pca.hpp"

#include <gtest/gtest.h>
#include <torch/optim/adam.h>
#include <torch/types.h>
#include <torch/utils.h>

#include "models/autoencoders/fully_connected.hpp"
#include "tests/support/error_matcher.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

/// [n, d] whose spectrum falls by a third from one direction to the next.
torch::Tensor data(int64_t n, int64_t d) {
  torch::manual_seed(2);
  const torch::Tensor turn = std::get<0>(torch::linalg_qr(torch::randn({d, d})));
  return torch::randn({n, d}).mul(torch::pow(0.67, torch::arange(d))).mm(turn) + 3;
}

/// The largest angle between two subspaces, given by orthonormal rows, in degrees.
double largest_angle(const torch::Tensor& a, const torch::Tensor& b) {
  const torch::Tensor cosines = torch::linalg_svdvals(a.mm(b.t()));
  return torch::acos(cosines.min().clamp_max(1)).item<double>() * 180 / M_PI;
}

// What is drawn must go where the data is and be of its kind: without a GPU, doubles show it.
TEST(Pca, ComputesWithTheNumbersOfItsModule) {
  for (const bool exact : {true, false}) {
    Pca pca({30}, 4);
    pca.to(torch::kDouble);
    const torch::Tensor x = data(200, 30).to(torch::kDouble);
    exact ? pca.fit_exact(x) : pca.fit_randomized(x);
    const torch::Tensor& v = pca.components();
    EXPECT_EQ(v.scalar_type(), torch::kDouble) << exact;
    EXPECT_TRUE(torch::allclose(v.mm(v.t()), torch::eye(4, v.options()), 0, 1e-12)) << exact;
    EXPECT_EQ(pca.decode(pca.encode(x)).scalar_type(), torch::kDouble) << exact;
  }
}

TEST(Pca, BothGramMatricesAndRandomizedSvdAgreeWithTheSvd) {
  for (const int64_t n : {15, 200}) {
    const torch::Tensor x = data(n, 30);
    const auto [u, s, v] = torch::linalg_svd(x - x.mean(0), false);
    for (const bool exact : {true, false}) {
      Pca pca({30}, 4);
      exact ? pca.fit_exact(x) : pca.fit_randomized(x);
      EXPECT_LT(largest_angle(pca.components(), v.slice(0, 0, 4)), 0.1) << n << exact;
      const torch::Tensor share = s.square() / s.square().sum();
      EXPECT_TRUE(torch::allclose(pca.explained(), share.slice(0, 0, 4), 1e-3)) << n << exact;
    }
  }
}

// As of faces, whose neighbouring variances are three percent apart: four power iterations end
// eight degrees away.
TEST(Pca, RandomizedSvdAgreesWithTheSvdAlsoWhereTheSpectrumFallsSlowly) {
  torch::manual_seed(2);
  const torch::Tensor turn = std::get<0>(torch::linalg_qr(torch::randn({300, 300})));
  const torch::Tensor x =
      torch::randn({400, 300}).mul(torch::pow(0.985, torch::arange(300))).mm(turn);
  Pca exact({300}, 16), randomized({300}, 16);
  exact.fit_exact(x);
  randomized.fit_randomized(x);
  EXPECT_LT(largest_angle(exact.components(), randomized.components()), 0.2);
  EXPECT_TRUE(torch::allclose(exact.explained(), randomized.explained(), 1e-4));
}

TEST(Pca, WhitenedCodesHaveUnitVarianceAndDecodeAlike) {
  const torch::Tensor x = data(200, 12);
  Pca plain({12}, 5), white({12}, 5, true);
  plain.fit(x);
  white.fit(x);
  EXPECT_TRUE(torch::allclose(white.encode(x).var(0), torch::ones({5}), 1e-3));
  EXPECT_TRUE(torch::allclose(white.forward(x).output, plain.forward(x).output, 1e-4, 1e-4));
}

TEST(Pca, RefusesTooFewExamplesAndTooManyComponents) {
  EXPECT_ERROR(Pca({3}, 4), HasSubstr("no more components"));
  Pca pca({12}, 5);
  EXPECT_ERROR(pca.fit(data(5, 12)), HasSubstr("at least 6 examples"));
}

TEST(Pca, ALinearAutoencoderFindsItsSubspace) {
  const torch::Tensor rows = data(400, 12);
  const torch::Tensor x = rows - rows.mean(0);  // PCA centres; a network takes long to learn it
  Pca pca({12}, 3);
  pca.fit(x);
  FullyConnectedOptions linear;
  linear.widths = {};
  torch::manual_seed(5);
  FullyConnectedAutoencoder model({12}, 3, Likelihood::kGaussian, linear);
  torch::optim::Adam optimizer(model.parameters(), 1e-2);
  for (int step = 0; step < 1500; ++step) {
    optimizer.zero_grad();
    model.loss(x, x).total.backward();
    optimizer.step();
  }
  const torch::NoGradGuard no_grad;
  const torch::Tensor spanned =
      model.decode(torch::eye(3)) - model.decode(torch::zeros({1, 3}));  // the decoder's columns
  const torch::Tensor basis = std::get<0>(torch::linalg_qr(spanned.t())).t();
  const double angle = largest_angle(pca.components(), basis);
  RecordProperty("largest_angle_degrees", std::to_string(angle));
  EXPECT_LT(angle, 2);
}

}  // namespace
}  // namespace antifaz
