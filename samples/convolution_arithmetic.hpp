#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace antifaz {

/// One spatial axis of a convolution (Dumoulin and Visin 2016).
struct ConvolutionAxis {
  std::int64_t kernel = 3;
  std::int64_t stride = 1;
  std::int64_t padding = 0;  ///< zeros at either end of a convolution's input
  std::int64_t dilation = 1;
  std::int64_t output_padding = 0;  ///< transposed only: makes up for what a stride rounded off
};

/// Size after a convolution of an axis of size `n`: floor((n + 2p - d(k-1) - 1) / s) + 1.
std::int64_t convolved_size(std::int64_t n, const ConvolutionAxis& axis);

/// Size after a transposed convolution: s(n-1) + d(k-1) + 1 - 2p + output padding, which is
/// s(n-1) + k - 2p without dilation.
std::int64_t transposed_size(std::int64_t n, const ConvolutionAxis& axis);

/// A transposed convolution of x [N, I, H, W] by weights [I, O, k, k] as what it is: s - 1 zeros go
/// between the pixels, d(k-1) - p zeros around them, and the kernel, turned by half a turn and with
/// its channels swapped, is convolved with that at stride 1. Equals `torch::conv_transpose2d`.
/// Precondition: output padding below the stride or the dilation, as LibTorch demands.
at::Tensor transposed_by_zero_stuffing(const at::Tensor& x, const at::Tensor& weights,
                                       const ConvolutionAxis& axis);

/// How strongly images [N, C, H, W] repeat with the period `stride`, the checkerboard that a
/// transposed convolution paints where its kernel overlaps itself unevenly (Odena, Dumoulin and
/// Olah 2016): mean power at the multiples of 1/stride cycles a pixel, over the mean power of the
/// frequencies around them. About 1 where there is no pattern. Precondition: H and W are
/// multiples of `stride` and at least 8 times it.
double checkerboard_score(const at::Tensor& images, std::int64_t stride);

}  // namespace antifaz
