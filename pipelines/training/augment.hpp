#pragma once

#include <ATen/core/Tensor.h>

#include "pipelines/training/augment_options.hpp"

namespace antifaz {

/// Mirrors, turns, zooms and shifts each of [N, C, S, S] images; edges are replicated.
/// Differentiable.
at::Tensor augment_geometry(const at::Tensor& images, const AugmentOptions& options);

/// Changes light, colour, sharpness and adds noise to images in [0, 1]. Differentiable.
at::Tensor augment_look(const at::Tensor& images, const AugmentOptions& options);

/// One of four views of a batch of [N, C, S, S] faces in [0, 1], drawn at random: half of the times
/// as it is, else grey, a copy of 48 to 64 pixels for each 128 of its side, or cut tightly (62 to
/// 82 % of the side). Differentiable.
at::Tensor as_programs_cut(const at::Tensor& faces);

}  // namespace antifaz
