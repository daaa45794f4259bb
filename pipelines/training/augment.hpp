#pragma once

#include <ATen/core/Tensor.h>

#include "pipelines/training/augment_options.hpp"

namespace antifaz {

/// Mirrors, turns, zooms and shifts each of [N, C, S, S] images; edges are replicated.
/// Differentiable.
at::Tensor augment_geometry(const at::Tensor& images, const AugmentOptions& options);

/// Changes light, colour, sharpness and adds noise to images in [0, 1]. Differentiable.
at::Tensor augment_look(const at::Tensor& images, const AugmentOptions& options);

}  // namespace antifaz
