#include "models/autoencoders/gondara.hpp"

#include <gtest/gtest.h>
#include <torch/optim/adam.h>
#include <torch/types.h>
#include <torch/utils.h>

#include "models/autoencoders/corruption.hpp"
#include "tests/support/error_matcher.hpp"

namespace antifaz {
namespace {

TEST(GondaraAutoencoderTest, HasThePapersShapesAndParameters) {
  GondaraAutoencoder network({1, 64, 48});
  const torch::Tensor images = torch::rand({2, 1, 64, 48});
  EXPECT_EQ(network.encode(images).sizes(), at::IntArrayRef({2, 64 * 16 * 12}));
  EXPECT_EQ(network.forward(images).output.sizes(), images.sizes());
  std::int64_t parameters = 0;
  for (const torch::Tensor& p : network.parameters()) parameters += p.numel();
  // 3x3 convolutions with biases: 1 to 64 channels, three of 64 to 64, 64 to 1.
  EXPECT_EQ(parameters, (9 * 64 + 64) + 3 * (9 * 64 * 64 + 64) + (9 * 64 + 1));
}

TEST(GondaraAutoencoderTest, RefusesSidesThatCannotBeHalvedTwice) {
  EXPECT_ERROR(GondaraAutoencoder({1, 64, 30}), ::testing::HasSubstr("64x30"));
  EXPECT_ERROR(GondaraAutoencoder({40}), ::testing::HasSubstr("needs images"));
}

TEST(GondaraAutoencoderTest, LearnsToRemoveNoise) {
  torch::manual_seed(1);
  GondaraAutoencoder network({1, 16, 16}, /*channels=*/16);
  const torch::Tensor clean = torch::linspace(0, 1, 16).view({1, 1, 1, 16}) *
                              torch::rand({64, 1, 1, 1}).expand({64, 1, 16, 1});
  torch::optim::Adam optimizer(network.parameters(), 5e-3);
  for (int step = 0; step < 150; ++step) {
    optimizer.zero_grad();
    network.loss(corrupt(clean, {Corruption::kGaussian, 0.2}), clean).total.backward();
    optimizer.step();
  }
  const torch::Tensor noisy = corrupt(clean, {Corruption::kGaussian, 0.2});
  const double error = torch::mse_loss(network.forward(noisy).output, clean).item<double>();
  EXPECT_LT(error, 0.04 / 5);  // the noise's variance is 0.04
}

}  // namespace
}  // namespace antifaz
