#include "samples/convolution_arithmetic.hpp"

#include <torch/fft.h>
#include <torch/types.h>

namespace antifaz {
namespace {

/// Puts `stride` - 1 zeros between the pixels.
torch::Tensor stuffed(const torch::Tensor& x, std::int64_t stride) {
  const std::int64_t height = stride * (x.size(2) - 1) + 1, width = stride * (x.size(3) - 1) + 1;
  torch::Tensor wide = torch::zeros({x.size(0), x.size(1), height, width}, x.options());
  wide.slice(2, 0, height, stride).slice(3, 0, width, stride).copy_(x);
  return wide;
}

/// Mean power spectrum [H, W], the zero frequency at [0, 0], of images under a Hann window: without
/// it the jump from one edge to the other would fill the axes.
torch::Tensor mean_power(const torch::Tensor& images) {
  const auto options = images.options();
  const torch::Tensor window = torch::hann_window(images.size(2), options)
                                   .outer(torch::hann_window(images.size(3), options));
  const torch::Tensor centred = images - images.mean({2, 3}, /*keepdim=*/true);
  return torch::fft::fft2(centred * window).abs().square().mean(at::IntArrayRef{0, 1});
}

/// Power within `radius` of (y, x), the spectrum wrapping round.
double power_around(const torch::Tensor& power, std::int64_t y, std::int64_t x,
                    std::int64_t radius) {
  return power.roll({radius - y, radius - x}, {0, 1})
      .slice(0, 0, 2 * radius + 1)
      .slice(1, 0, 2 * radius + 1)
      .sum()
      .item<double>();
}

}  // namespace

std::int64_t convolved_size(std::int64_t n, const ConvolutionAxis& a) {
  return (n + 2 * a.padding - a.dilation * (a.kernel - 1) - 1) / a.stride + 1;
}

std::int64_t transposed_size(std::int64_t n, const ConvolutionAxis& a) {
  return a.stride * (n - 1) + a.dilation * (a.kernel - 1) + 1 - 2 * a.padding + a.output_padding;
}

at::Tensor transposed_by_zero_stuffing(const at::Tensor& x, const at::Tensor& weights,
                                       const ConvolutionAxis& axis) {
  // A padding beyond d(k-1) takes pixels away: constant_pad_nd crops where it is negative.
  const std::int64_t before = axis.dilation * (axis.kernel - 1) - axis.padding;
  const std::int64_t after = before + axis.output_padding;
  const torch::Tensor padded =
      torch::constant_pad_nd(stuffed(x, axis.stride), {before, after, before, after});
  return torch::conv2d(padded, weights.flip({2, 3}).transpose(0, 1), /*bias=*/{}, /*stride=*/1,
                       /*padding=*/at::IntArrayRef{0}, axis.dilation);
}

double checkerboard_score(const at::Tensor& images, std::int64_t stride) {
  const std::int64_t height = images.size(2), width = images.size(3);
  TORCH_CHECK(stride > 1 && height % stride == 0 && width % stride == 0 &&
                  std::min(height, width) >= 8 * stride,
              "a checkerboard of period ", stride, " can't be told apart in ", height, "x", width);
  // The window spreads a frequency over its neighbours: the peak is 3x3, its surroundings the rest
  // of 7x7.
  const torch::Tensor power = mean_power(images.to(torch::kFloat64));
  double peak = 0, surroundings = 0;
  for (std::int64_t v = 0; v < stride; ++v) {
    for (std::int64_t u = 0; u < stride; ++u) {
      if (u == 0 && v == 0) continue;
      const double inner = power_around(power, v * height / stride, u * width / stride, 1);
      const double outer = power_around(power, v * height / stride, u * width / stride, 3);
      peak += inner / 9;
      surroundings += (outer - inner) / 40;
    }
  }
  return peak / surroundings;
}

}  // namespace antifaz
