#pragma once

#include <ATen/core/Tensor.h>

#include <vector>

#include "models/semi_adversarial/san2018.hpp"

namespace antifaz {

/// The network of 2018 for inference: the same function of the same weights with a quarter of the
/// work.
///
/// - A 3x3 convolution after a nearest 2x upsample sees each low-resolution pixel several times. It
///   needs only the nine products of its taps with every low-resolution pixel: nine 1x1
///   convolutions of a quarter of the pixels in place of nine of all. `combine_taps` adds them up.
/// - The last 1x1 convolution commutes with the last upsample, so the 128 channels never exist at
///   full size, and all prototypes share them.
class San2018Fast {
 public:
  /// `type` is that of the tap products, which are nearly all of the work: kFloat or, faster and
  /// less exact, kBFloat16. Precondition: CPU weights.
  San2018Fast(const San2018& net, at::ScalarType type);

  /// As `San2018Impl::forward`; float32 in and out.
  std::vector<at::Tensor> forward(const at::Tensor& faces, const at::Tensor& own,
                                  const std::vector<at::Tensor>& prototypes) const;

 private:
  at::ScalarType type_;
  at::Tensor enter_weight_, enter_bias_, middle_weight_, middle_bias_, bottom_weight_, bottom_bias_;
  at::Tensor taps_weight_;         ///< [9 * 128, 256, 1, 1], tap-major
  at::Tensor taps_bias_, reduce_;  ///< [128], float32
  at::Tensor prototype_weight_, out_bias_;
};

}  // namespace antifaz
