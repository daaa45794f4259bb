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

}  // namespace antifaz
