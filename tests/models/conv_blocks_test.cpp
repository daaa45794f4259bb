#include "models/conv_blocks.hpp"

#include <gtest/gtest.h>
#include <torch/types.h>
#include <torch/utils.h>

namespace antifaz {
namespace {

std::vector<int64_t> shape(const torch::Tensor& x) { return x.sizes().vec(); }

TEST(ConvBlocks, KeepOrHalveTheSize) {
  const torch::Tensor x = torch::rand({2, 8, 10, 12});
  EXPECT_EQ(shape(conv3x3(8, 5)(x)), (std::vector<int64_t>{2, 5, 10, 12}));
  EXPECT_EQ(shape(conv3x3(8, 5, 2)(x)), (std::vector<int64_t>{2, 5, 5, 6}));
  EXPECT_EQ(shape(conv_norm_relu(8, 6, 5)->forward(x)), (std::vector<int64_t>{2, 6, 10, 12}));
  EXPECT_EQ(shape(conv_norm_relu(8, 8, 3, 2, 8)->forward(x)), (std::vector<int64_t>{2, 8, 5, 6}));
  EXPECT_EQ(shape(ResidualBlock(8)(x)), shape(x));
  EXPECT_EQ(shape(NormResidualBlock(8, 12, 2)(x)), (std::vector<int64_t>{2, 12, 5, 6}));
}

TEST(ConvBlocks, ResidualBlocksBeginWithTheirInput) {
  const torch::NoGradGuard no_grad;
  const torch::Tensor x = torch::rand({1, 4, 6, 6});
  ResidualBlock plain(4);
  NormResidualBlock norm(4, 4, 1);
  for (torch::nn::Module* block : {static_cast<torch::nn::Module*>(plain.get()),
                                   static_cast<torch::nn::Module*>(norm.get())}) {
    for (torch::Tensor& p : block->parameters()) p.zero_();
  }
  EXPECT_TRUE(torch::equal(plain(x), x));
  EXPECT_TRUE(torch::equal(norm(x), x));
}

/// The shortcut of a strided block takes every second pixel: the same as a strided 1x1 convolution.
TEST(ConvBlocks, TheStridedShortcutIsAStridedConvolution) {
  torch::manual_seed(1);
  const torch::NoGradGuard no_grad;
  NormResidualBlock block(4, 6, 2);
  block->eval();
  for (const auto& item : block->named_parameters()) {
    if (item.key().rfind("second", 0) == 0) item.value().zero_();  // leaves the shortcut alone
  }
  const torch::Tensor weight = block->named_parameters()["shortcut.0.weight"];
  for (const auto format : {at::MemoryFormat::Contiguous, at::MemoryFormat::ChannelsLast}) {
    const torch::Tensor x = torch::randn({2, 4, 9, 10}).contiguous(format);
    const torch::Tensor expected = torch::conv2d(x, weight, {}, 2) / std::sqrt(1 + 1e-5);
    EXPECT_TRUE(torch::allclose(block(x), torch::relu(expected), 1e-5, 1e-6));
  }
}

}  // namespace
}  // namespace antifaz
