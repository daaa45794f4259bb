#include "models/semi_adversarial/combine_taps.hpp"

#include <gtest/gtest.h>
#include <torch/nn/functional/upsampling.h>
#include <torch/types.h>
#include <torch/utils.h>

namespace antifaz {
namespace {

namespace F = torch::nn::functional;

constexpr int64_t kChannels = 32, kIn = 5;

/// Random features, a 3x3 convolution of them, and what combines its taps.
struct CombineTaps : ::testing::TestWithParam<std::pair<int, int>> {
  CombineTaps() {
    torch::manual_seed(GetParam().first * 100 + GetParam().second);
    features = torch::randn({2, kIn, GetParam().first, GetParam().second});
    weight = torch::randn({kChannels, kIn, 3, 3});
    bias = torch::randn({kChannels});
    reduce = torch::randn({kChannels});
    const torch::Tensor taps =
        weight.permute({2, 3, 0, 1}).reshape({9 * kChannels, kIn, 1, 1}).contiguous();
    products = torch::conv2d(features, taps);
  }

  /// The same by LibTorch's own operations.
  torch::Tensor expected() const {
    const torch::Tensor large = F::interpolate(
        features,
        F::InterpolateFuncOptions().scale_factor(std::vector<double>{2, 2}).mode(torch::kNearest));
    const torch::Tensor y = torch::leaky_relu(torch::conv2d(large, weight, bias, 1, 1), 0.01);
    return (y * reduce.view({1, -1, 1, 1})).sum(1, true);
  }

  torch::Tensor features, weight, bias, reduce, products;
};

double farthest(const torch::Tensor& a, const torch::Tensor& b) {
  return (a - b).abs().max().item<double>();
}

TEST_P(CombineTaps, EqualsTheConvolutionOfTheEnlargedImage) {
  for (const TapKernel kernel : {TapKernel::kWidest, TapKernel::kGeneric}) {
    EXPECT_LT(farthest(combine_taps(products, bias, reduce, kernel), expected()), 2e-4);
  }
}

TEST_P(CombineTaps, TheGenericFormEqualsTheWidest) {
  for (const torch::ScalarType type : {torch::kFloat, torch::kBFloat16}) {
    const torch::Tensor rounded = products.to(type);
    const torch::Tensor widest = combine_taps(rounded, bias, reduce, TapKernel::kWidest);
    const torch::Tensor generic = combine_taps(rounded, bias, reduce, TapKernel::kGeneric);
    EXPECT_LT(farthest(widest, generic), 1e-4) << type;
    EXPECT_GT(widest.abs().max().item<double>(), 1) << type;
  }
}

INSTANTIATE_TEST_SUITE_P(Sizes, CombineTaps,
                         ::testing::Values(std::pair(1, 1), std::pair(1, 7), std::pair(6, 1),
                                           std::pair(5, 9), std::pair(16, 16)));

}  // namespace
}  // namespace antifaz
