#include "models/autoencoders/residual_denoiser.hpp"

#include <gtest/gtest.h>
#include <torch/optim/adam.h>
#include <torch/types.h>
#include <torch/utils.h>

#include "src/images/image_quality.hpp"
#include "src/tensors/image_tensor.hpp"
#include "tests/support/error_matcher.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

constexpr CorruptionOptions kGivenPairs{Corruption::kNone, 1};

/// A network that finds no noise at all.
ResidualDenoiser finding_none(const CorruptionOptions& corruption) {
  ResidualDenoiser network({1, 16, 24}, {4, 8}, corruption);
  const torch::NoGradGuard no_grad;
  for (torch::Tensor& parameter : network.parameters()) parameter.zero_();
  network.centre(torch::rand({9, 1, 16, 24}));
  return network;
}

TEST(ResidualDenoiserTest, ItsCodeHoldsTheImageAndEveryScale) {
  ResidualDenoiser network({3, 16, 24}, {4, 6, 8}, {});
  const torch::Tensor images = torch::rand({2, 3, 16, 24});
  const int64_t code = 3 * 16 * 24 + 4 * 8 * 12 + 6 * 4 * 6 + 8 * 2 * 3;
  EXPECT_EQ(network.encode(images).sizes(), at::IntArrayRef({2, code}));
  EXPECT_EQ(network.forward(images).output.sizes(), images.sizes());
}

TEST(ResidualDenoiserTest, WhatIsNoNoiseStays) {
  ResidualDenoiser network = finding_none(kGivenPairs);
  const torch::Tensor images = torch::rand({2, 1, 16, 24});
  EXPECT_TRUE(torch::allclose(network.forward(images).output, images, 0, 1e-6));
}

TEST(ResidualDenoiserTest, MovesInputAndTargetTogether) {
  torch::manual_seed(1);
  ResidualDenoiser network = finding_none(kGivenPairs);
  network.train();
  const torch::Tensor images = torch::rand({8, 1, 16, 24});
  for (int i = 0; i < 5; ++i) {
    EXPECT_NEAR(network.loss(images, images).total.item<double>(), 0, 1e-5);
  }
  // Mirrored and shifted images are other ones: the error of a pair changes a little with them.
  const torch::Tensor other = torch::rand({8, 1, 16, 24});
  EXPECT_NE(network.loss(images, other).total.item<double>(),
            network.loss(images, other).total.item<double>());
  network.eval();
  EXPECT_EQ(network.loss(images, other).total.item<double>(),
            network.loss(images, other).total.item<double>());
}

TEST(ResidualDenoiserTest, SpoilsOnlyWhileTraining) {
  torch::manual_seed(1);
  ResidualDenoiser network = finding_none({Corruption::kGaussian, 0.5});
  const torch::Tensor images = torch::rand({8, 1, 16, 24});
  network.train();
  EXPECT_GT(network.loss(images, images).parts.front().second, 0.05);
  network.eval();
  EXPECT_NEAR(network.loss(images, images).parts.front().second, 0, 1e-5);
}

TEST(ResidualDenoiserTest, RefusesWhatItCannotBe) {
  EXPECT_ERROR(ResidualDenoiser({1, 16, 20}, {4, 4, 4}, {}), HasSubstr("16x20"));
  EXPECT_ERROR(ResidualDenoiser({40}, {4}, {}), HasSubstr("needs images"));
  EXPECT_ERROR(ResidualDenoiser({1, 16, 16}, {}, {}), HasSubstr("at least one scale"));
  EXPECT_ERROR(ResidualDenoiser({1, 16, 16}, {4}, {Corruption::kGaussian, 0}),
               HasSubstr("must be positive"));
}

TEST(ResidualDenoiserTest, LearnsToRemoveNoiseOfAnyStrength) {
  torch::manual_seed(1);
  ResidualDenoiser network({1, 16, 16}, {8, 16}, {Corruption::kGaussian, 0.3});
  const torch::Tensor clean = torch::linspace(0.2, 0.8, 16).view({1, 1, 1, 16}) *
                              torch::rand({64, 1, 1, 1}).expand({64, 1, 16, 1});
  network.centre(clean);
  torch::optim::Adam optimizer(network.parameters(), 5e-3);
  for (int step = 0; step < 150; ++step) {
    optimizer.zero_grad();
    network.loss(clean, clean).total.backward();
    optimizer.step();
  }
  network.eval();
  for (const double level : {0.1, 0.25}) {
    const torch::Tensor noisy = corrupt(clean, {Corruption::kGaussian, level}).clamp(0, 1);
    const double before = torch::mse_loss(noisy, clean).item<double>(),
                 after = torch::mse_loss(network.forward(noisy).output, clean).item<double>();
    EXPECT_LT(after, before / 3) << level;
  }
}

TEST(DifferentiableSsim, IsThatOfTheImages) {
  torch::manual_seed(1);
  const torch::Tensor left = torch::rand({1, 1, 20, 16}).mul(255).round().div(255);
  const torch::Tensor right = (left + 0.1 * torch::randn_like(left)).clamp(0, 1).mul(255).round();
  const auto image = [](const torch::Tensor& grey) {
    return to_image(grey[0].expand({3, -1, -1}).contiguous());
  };
  torch::Tensor made = (right / 255).requires_grad_();
  const torch::Tensor likeness = differentiable_ssim(made, left);
  const double expected = ssim(image(made.detach()), image(left));
  EXPECT_NEAR(likeness.item<double>(), expected, 1e-4);
  EXPECT_LT(expected, 0.99);
  likeness.backward();
  EXPECT_GT(made.grad().abs().sum().item<double>(), 0);
  EXPECT_NEAR(differentiable_ssim(left, left).item<double>(), 1, 1e-9);
}

TEST(DifferentiableSsim, SmallImagesHaveASmallerWindow) {
  torch::manual_seed(1);
  const torch::Tensor left = torch::rand({2, 3, 4, 2}), right = torch::rand({2, 3, 4, 2});
  EXPECT_LT(differentiable_ssim(left, right).item<double>(), 1);
  EXPECT_NEAR(differentiable_ssim(left, left).item<double>(), 1, 1e-9);
}

TEST(CorruptUpTo, EveryExampleHasALevelOfItsOwn) {
  torch::manual_seed(1);
  const torch::Tensor half = torch::full({400, 1, 20, 20}, 0.5);
  const torch::Tensor noisy = corrupt_up_to(half, {Corruption::kGaussian, 0.2});
  EXPECT_GE(noisy.min().item<double>(), 0);
  EXPECT_LE(noisy.max().item<double>(), 1);
  // Deviations as evenly spread as their levels: a third each below 0.067 and above 0.133.
  const torch::Tensor deviation = noisy.flatten(1).std(1);
  const auto share = [&](const torch::Tensor& is) {
    return is.to(torch::kFloat).mean().item<double>();
  };
  EXPECT_NEAR(share(deviation < 0.2 / 3), 1 / 3.0, 0.07);
  EXPECT_NEAR(share(deviation > 0.4 / 3), 1 / 3.0, 0.07);
  for (const Corruption kind :
       {Corruption::kMasking, Corruption::kSaltAndPepper, Corruption::kPoisson}) {
    const torch::Tensor other = corrupt_up_to(half, {kind, 0.5});
    EXPECT_TRUE(other.isfinite().all().item<bool>());
    EXPECT_GT((other - half).flatten(1).std(1).std().item<double>(), 0.02);
  }
  EXPECT_TRUE(torch::equal(corrupt_up_to(half, kGivenPairs), half));
}

}  // namespace
}  // namespace antifaz
