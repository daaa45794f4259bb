#pragma once

#include <ATen/core/Tensor.h>

namespace antifaz {

/// How `combine_taps` is compiled: for the widest vectors that the processor has, or for any
/// processor. Both compute the same sums, in float32, rounded differently at most.
enum class TapKernel { kWidest, kGeneric };

/// Sums nine tap products into the leaky, reduced features at twice the size: `products` [N, 9 * C,
/// H, W] channels_last (float32 or bfloat16), `bias` and `reduce` float32 [C]. Gives float32 [N, 1,
/// 2H, 2W]: sum over c of reduce[c] * lrelu(bias[c] + the 3x3 convolution of the upsampled image).
at::Tensor combine_taps(const at::Tensor& products, const at::Tensor& bias,
                        const at::Tensor& reduce, TapKernel kernel = TapKernel::kWidest);

}  // namespace antifaz
