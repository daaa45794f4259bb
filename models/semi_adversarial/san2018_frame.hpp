#pragma once

#include <ATen/core/Tensor.h>

#include "src/face/alignment.hpp"

namespace antifaz {

/// Which part of an aligned chip the network of 2018 sees: its 224x224 frame shows 1 / zoom of the
/// chip's side, its centre `down` chip pixels below the chip's. What lies beyond the chip is
/// replicated from its edge.
struct San2018Frame {
  double zoom = 1.0;
  double down = 0.0;
};

/// [N, C, kChipSize, kChipSize] -> [N, C, 224, 224]. Differentiable.
at::Tensor to_frame(const at::Tensor& chips, const San2018Frame& frame);

/// [N, C, 224, 224] -> [N, C, kChipSize, kChipSize]; 0 outside the frame. Differentiable.
at::Tensor from_frame(const at::Tensor& images, const San2018Frame& frame);

}  // namespace antifaz
