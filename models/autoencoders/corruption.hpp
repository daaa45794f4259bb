#pragma once

#include <torch/types.h>

#include "models/autoencoders/options.hpp"

namespace antifaz {

struct CorruptionOptions {
  Corruption kind = Corruption::kGaussian;
  double level = 0.1;  ///< see `Corruption`
};

/// A corrupted copy; randomness from torch's default generator. Values are not clamped. Poisson
/// noise needs values that are at least 0 and takes negative ones for 0.
torch::Tensor corrupt(const torch::Tensor& clean, const CorruptionOptions& options);

/// The same with a level for each example, drawn evenly from zero to `options.level`, and clamped
/// to [0, 1] as a file of an image would be.
torch::Tensor corrupt_up_to(const torch::Tensor& clean, const CorruptionOptions& options);

/// Throws `Error` for a level that its corruption can't have.
void check_level(const CorruptionOptions& options);

}  // namespace antifaz
