#include "pipelines/speech/mask_network.hpp"

#include <gtest/gtest.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <cmath>

namespace antifaz {
namespace {

TEST(MaskNetworkTest, GivesAGainForEveryFrameAndBin) {
  torch::manual_seed(1);
  MaskNetwork network;
  for (const int64_t bins : {129, 257}) {
    const torch::Tensor gain = network.forward(torch::rand({2, 30, bins}), torch::rand({2, bins}));
    EXPECT_EQ(gain.sizes(), at::IntArrayRef({2, 30, bins}));
    EXPECT_GT(gain.min().item<double>(), 0);
    EXPECT_LT(gain.max().item<double>(), 1);
  }
  EXPECT_THROW(network.forward(torch::rand({2, 30, 128}), torch::rand({2, 128})), c10::Error);
  EXPECT_THROW(network.forward(torch::rand({2, 30, 129}), torch::rand({1, 129})), c10::Error);
}

TEST(MaskNetworkTest, ALongRecordingComesOutInPiecesAsInOne) {
  torch::manual_seed(1);
  MaskNetwork network;
  const torch::Tensor power = torch::rand({333, 129});
  const torch::Tensor whole = mask_of(network, power), pieces = mask_of(network, power, 40);
  EXPECT_LT((whole - pieces).abs().max().item<double>(), 1e-5);
  for (const int64_t frames : {1, 2, 3}) {
    EXPECT_EQ(mask_of(network, power.slice(0, 0, frames)).sizes(), at::IntArrayRef({frames, 129}));
  }
}

TEST(NoiseFloorTest, IsWhatIsThereBetweenWords) {
  torch::Tensor power = torch::full({100, 3}, 0.5);
  power.slice(0, 20, 100).slice(1, 0, 2).fill_(50.0);  // two bins with speech most of the time
  const torch::Tensor floor = noise_floor(power);
  for (int bin = 0; bin < 3; ++bin) {
    EXPECT_NEAR(floor[bin].item<double>(), std::log(0.5), 1e-3) << bin;
  }
}

}  // namespace
}  // namespace antifaz
