#include "pipelines/autoencoders/autoencoder_metrics.hpp"

#include <gtest/gtest.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <cmath>

#include "models/autoencoders/generative/variational.hpp"

namespace antifaz {
namespace {

/// An encoder that gives every example (mean, mean, log variance, log variance), and a decoder that
/// always says one half.
class Constant : public Autoencoder {
 public:
  Constant(std::vector<int64_t> shape, double mean, double log_variance)
      : Autoencoder(std::move(shape), 2, Likelihood::kGaussian),
        outputs_(torch::tensor({mean, mean, log_variance, log_variance}, torch::kFloat32)) {}

  torch::Tensor encode(const torch::Tensor& x) override { return outputs_.repeat({x.size(0), 1}); }
  torch::Tensor decode(const torch::Tensor& codes) override {
    std::vector<int64_t> sizes{codes.size(0)};
    sizes.insert(sizes.end(), shape().begin(), shape().end());
    return torch::full(sizes, 0.5);
  }

 private:
  torch::Tensor outputs_;
};

/// A variational autoencoder of images [1, 4, 4] around `Constant` that takes its errors to have
/// `variance`.
class ConstantVariational : public VariationalAutoencoder {
 public:
  ConstantVariational(double mean, double log_variance, double variance)
      : VariationalAutoencoder(
            std::make_shared<Constant>(std::vector<int64_t>{1, 4, 4}, mean, log_variance), {}) {
    buffers().front().fill_(variance);
    eval();
  }
};

TEST(AutoencoderMetrics, PsnrIsAMeanOverImages) {
  // Off by a fifth of white and by 5 of 255: 14 and 34 dB. Of the mean error it would be 17 dB.
  torch::Tensor left = torch::zeros({2, 1, 4, 4}), right = torch::zeros({2, 1, 4, 4});
  right[0].fill_(51.0 / 255);
  right[1].fill_(5.0 / 255);
  const double first = 20 * std::log10(5.0), second = 20 * std::log10(51.0);
  EXPECT_NEAR(mean_psnr(left, right), (first + second) / 2, 1e-9);
  EXPECT_NEAR(mean_psnr(left.slice(0, 0, 1), right.slice(0, 0, 1)), first, 1e-9);
  EXPECT_TRUE(std::isinf(mean_psnr(left, left)));
  // As files hold them: clamped, and rounded to 8 bits.
  EXPECT_TRUE(std::isinf(mean_psnr(left, left - 7)));
}

TEST(AutoencoderMetrics, SparsityIsHoyers) {
  const torch::Tensor codes = torch::tensor(
      {{1.0, 1.0, -1.0, 1.0}, {0.0, 5.0, 0.0, 0.0}, {3.0, 4.0, 0.0, 0.0}, {0.0, 0.0, 0.0, 0.0}});
  // The third: (2 - 7 / 5) / (2 - 1).
  EXPECT_TRUE(torch::allclose(hoyer_sparsity(codes), torch::tensor({0.0, 1.0, 0.6, 1.0})));
  EXPECT_TRUE(torch::allclose(hoyer_sparsity(torch::ones({2, 1})), torch::ones({2})));
}

TEST(AutoencoderMetrics, UnitsAreActiveAboveAVarianceOfAHundredth) {
  // Variances of +-d: 0.0225, 0.0064, 0.
  const torch::Tensor means = torch::tensor({{0.15, 0.08, 7.0}, {-0.15, -0.08, 7.0}});
  EXPECT_EQ(active_units(means), 1);
}

TEST(AutoencoderMetrics, BitsAreNatsOverTheirNumberPlusTheQuantisation) {
  EXPECT_NEAR(bits_per_dimension(-6 * std::log(2.0), 3, 0), 2, 1e-12);
  EXPECT_NEAR(bits_per_dimension(15 * std::log(2.0), 3, 8), 3, 1e-12);
}

TEST(AutoencoderMetrics, SsimOfFlatImagesIsTheLumaTerm) {
  const torch::Tensor left = torch::full({2, 1, 12, 12}, 100.0 / 255),
                      right = torch::full({2, 1, 12, 12}, 120.0 / 255);
  const double c1 = 6.5025;
  EXPECT_NEAR(*mean_ssim(left, right), (2 * 100 * 120 + c1) / (100 * 100 + 120 * 120 + c1), 1e-9);
  EXPECT_FALSE(mean_ssim(torch::zeros({1, 3, 10, 40}), torch::zeros({1, 3, 10, 40})));
}

TEST(AutoencoderMetrics, OfAKnownReconstruction) {
  Constant model({1, 12, 12}, 3, 0);
  // 8-bit white and black: each is off by one half. Codes are (3, 3, 0, 0).
  torch::Tensor images = torch::zeros({2, 1, 12, 12}, torch::kUInt8);
  images[0].fill_(255);
  const AutoencoderFigures figures = measure_autoencoder(model, {images, {}});
  EXPECT_NEAR(figures.mse, 0.25, 1e-6);
  // In 8 bits one half is 128, so that the two are off by 127 and by 128.
  EXPECT_NEAR(*figures.psnr, 10 * std::log10(255.0 * 255 / (127 * 128)), 0.05);
  EXPECT_TRUE(figures.ssim);
  EXPECT_NEAR(figures.zeros, 0.5, 1e-9);
  EXPECT_NEAR(figures.sparsity, 2 - std::sqrt(2.0), 1e-6);  // (2 - 6 / sqrt(18)) / (2 - 1)
  EXPECT_FALSE(figures.variational);
  // Of pairs the noisy ones are shown, and the clean ones compared with.
  const torch::Tensor half = torch::full({2, 1, 12, 12}, 0.5);
  EXPECT_NEAR(measure_autoencoder(model, {half, torch::rand_like(half)}).mse, 0, 1e-9);
}

TEST(AutoencoderMetrics, OfAKnownPosterior) {
  const torch::Tensor half = torch::full({3, 1, 4, 4}, 0.5);
  // Mean 1, variance 1: each of the code's 2 numbers diverges by 1/2. The output is right, so the
  // bound comes near to the Gaussian's own density: with a variance of 1/4, log(2 pi / 4) / 2 nats
  // a number.
  ConstantVariational model(1, 0, 0.25);
  torch::manual_seed(1);
  const auto figures = measure_autoencoder(model, {half, {}}).variational;
  ASSERT_TRUE(figures);
  EXPECT_NEAR(figures->kl, 1, 1e-5);
  EXPECT_EQ(figures->active_units, 0);
  const double density = 0.5 * std::log(2 * M_PI * 0.25) / std::log(2.0);
  EXPECT_NEAR(figures->bits_per_dimension, density, 0.05);
}

TEST(AutoencoderMetrics, BytesAreCodedAsLevels) {
  // Levels spread evenly over [0, 1) and a Gaussian around the middle, so wide that it is flat
  // there: log2(sqrt(2 pi) sigma) bits a number as a density, 8 more as one of 256 levels.
  ConstantVariational model(0, 0, 1e4);
  const torch::Tensor bytes = torch::full({3, 1, 4, 4}, 128, torch::kUInt8);
  const auto figures = measure_autoencoder(model, {bytes, {}}).variational;
  EXPECT_NEAR(figures->bits_per_dimension, 8 + std::log2(std::sqrt(2 * M_PI) * 100), 1e-3);
}

}  // namespace
}  // namespace antifaz
