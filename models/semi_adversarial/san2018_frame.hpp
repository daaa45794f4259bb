#pragma once

#include <ATen/core/Tensor.h>

#include "models/semi_adversarial/san2018_frame_options.hpp"
#include "src/face/alignment.hpp"

namespace antifaz {

/// [N, C, kChipSize, kChipSize] -> [N, C, 224, 224]. Differentiable.
at::Tensor to_frame(const at::Tensor& chips, const San2018Frame& frame);

/// [N, C, 224, 224] -> [N, C, kChipSize, kChipSize]; 0 outside the frame. Differentiable.
at::Tensor from_frame(const at::Tensor& images, const San2018Frame& frame);

}  // namespace antifaz
