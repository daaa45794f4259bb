#include "samples/convolution_arithmetic.hpp"

#include <gtest/gtest.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <functional>
#include <ostream>

namespace antifaz {

std::ostream& operator<<(std::ostream& out, const ConvolutionAxis& a) {
  return out << "kernel " << a.kernel << ", stride " << a.stride << ", padding " << a.padding
             << ", dilation " << a.dilation << ", output padding " << a.output_padding;
}

namespace {

/// Every legal combination of small values.
void for_each_axis(const std::function<void(const ConvolutionAxis&)>& visit) {
  for (const std::int64_t kernel : {1, 2, 3, 4, 5}) {
    for (const std::int64_t stride : {1, 2, 3}) {
      for (const std::int64_t padding : {0, 1, 2, 3}) {
        for (const std::int64_t dilation : {1, 2}) {
          for (std::int64_t extra = 0; extra < std::max(stride, dilation); ++extra) {
            visit({kernel, stride, padding, dilation, extra});
          }
        }
      }
    }
  }
}

torch::Tensor transposed(const torch::Tensor& x, const torch::Tensor& weights,
                         const ConvolutionAxis& a) {
  return torch::conv_transpose2d(x, weights, {}, a.stride, a.padding, a.output_padding,
                                 /*groups=*/1, a.dilation);
}

TEST(ConvolutionArithmeticTest, SizesAgreeWithLibTorch) {
  int compared = 0;
  for_each_axis([&](const ConvolutionAxis& axis) {
    const torch::Tensor weights = torch::ones({1, 1, axis.kernel, axis.kernel});
    for (const std::int64_t n : {1, 4, 7}) {
      const torch::Tensor x = torch::ones({1, 1, n, n});
      if (transposed_size(n, axis) > 0) {
        ASSERT_EQ(transposed(x, weights, axis).size(3), transposed_size(n, axis))
            << n << ", " << axis;
        ++compared;
      }
      if (n + 2 * axis.padding > axis.dilation * (axis.kernel - 1)) {
        const auto y = torch::conv2d(x, weights, {}, at::IntArrayRef{axis.stride},
                                     at::IntArrayRef{axis.padding}, axis.dilation);
        ASSERT_EQ(y.size(3), convolved_size(n, axis)) << n << ", " << axis;
        ++compared;
      }
    }
  });
  EXPECT_GT(compared, 1000);
}

TEST(ConvolutionArithmeticTest, WithoutDilationItIsTheTextbookFormula) {
  for_each_axis([](const ConvolutionAxis& a) {
    if (a.dilation != 1 || a.output_padding != 0) return;
    ASSERT_EQ(transposed_size(5, a), a.stride * (5 - 1) + a.kernel - 2 * a.padding) << a;
  });
}

TEST(ConvolutionArithmeticTest, OutputPaddingGivesBackWhatTheStrideRoundedOff) {
  for (const std::int64_t n : {7, 8}) {
    ConvolutionAxis axis{3, 2, 1};
    axis.output_padding = (n + 1) % 2;
    EXPECT_EQ(transposed_size(convolved_size(n, axis), axis), n);
  }
}

TEST(ConvolutionArithmeticTest, ATransposedConvolutionIsAConvolutionOfTheStuffedInput) {
  torch::manual_seed(1);
  int compared = 0;
  for_each_axis([&](const ConvolutionAxis& axis) {
    if (transposed_size(4, axis) <= 0 || transposed_size(5, axis) <= 0) return;
    const torch::Tensor x = torch::randn({2, 3, 4, 5}, torch::kFloat64);
    const torch::Tensor weights = torch::randn({3, 2, axis.kernel, axis.kernel}, torch::kFloat64);
    const torch::Tensor expected = transposed(x, weights, axis);
    const torch::Tensor actual = transposed_by_zero_stuffing(x, weights, axis);
    ASSERT_EQ(actual.sizes(), expected.sizes()) << axis;
    ASSERT_LT((actual - expected).abs().max().item<double>(), 1e-12) << axis;
    ++compared;
  });
  EXPECT_GT(compared, 150);
}

TEST(CheckerboardScoreTest, IsAboutOneForNoiseAndForSmoothImages) {
  torch::manual_seed(2);
  const torch::Tensor noise = torch::randn({64, 1, 32, 32});
  for (const std::int64_t stride : {2, 4}) EXPECT_NEAR(checkerboard_score(noise, stride), 1, 0.15);
  const torch::Tensor smooth = torch::avg_pool2d(torch::avg_pool2d(noise, 2, 1), 2, 1);
  EXPECT_LT(checkerboard_score(smooth, 2), 1.1);
}

TEST(CheckerboardScoreTest, GrowsWithThePattern) {
  torch::manual_seed(3);
  const torch::Tensor noise = torch::randn({16, 1, 32, 48});
  torch::Tensor pattern = torch::zeros({32, 48});
  pattern.slice(0, 0, 32, 2).slice(1, 0, 48, 2).fill_(1);
  const double weak = checkerboard_score(noise + 0.2 * pattern, 2);
  const double strong = checkerboard_score(noise + pattern, 2);
  EXPECT_GT(weak, 1.3);
  EXPECT_GT(strong, 5 * weak);
  // A pattern that repeats every 2 pixels also repeats every 4, but not every 3.
  EXPECT_GT(checkerboard_score(noise + pattern, 4), 2);
  EXPECT_NEAR(checkerboard_score((noise + pattern).slice(2, 0, 30), 3), 1, 0.2);
}

TEST(CheckerboardScoreTest, SeesTheUnevenOverlapOfATransposedConvolution) {
  torch::manual_seed(4);
  const torch::Tensor x = torch::rand({16, 4, 20, 20});
  const torch::Tensor uneven = torch::ones({4, 1, 3, 3}), even = torch::ones({4, 1, 4, 4});
  const auto score = [&](const torch::Tensor& kernel) {
    const torch::Tensor y = torch::conv_transpose2d(x, kernel, {}, /*stride=*/2, /*padding=*/1);
    return checkerboard_score(y.slice(2, 0, 38).slice(3, 0, 38), 2);
  };
  EXPECT_GT(score(uneven), 20);  // a kernel of 3 overlaps itself at every other pixel
  EXPECT_LT(score(even), 2);     // a kernel of 4 everywhere equally
}

}  // namespace
}  // namespace antifaz
