#pragma once

#include <torch/types.h>

namespace antifaz {

/// What a denoising autoencoder has to undo.
enum class Corruption {
  kNone,           ///< the examples come with their own noise (noisy and clean pairs)
  kMasking,        ///< a share `level` of the numbers becomes 0 (Vincent et al. 2008)
  kGaussian,       ///< added, standard deviation `level`
  kSaltAndPepper,  ///< a share `level` becomes 0 or 1, either as likely
  kPoisson         ///< photon counts: 1 / `level` photons at full brightness
};

struct CorruptionOptions {
  Corruption kind = Corruption::kGaussian;
  double level = 0.1;  ///< see `Corruption`
};

/// A corrupted copy; randomness from torch's default generator. Values are not clamped. Poisson
/// noise needs values that are at least 0 and takes negative ones for 0.
torch::Tensor corrupt(const torch::Tensor& clean, const CorruptionOptions& options);

}  // namespace antifaz
