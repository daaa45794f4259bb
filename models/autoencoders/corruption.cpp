#include "models/autoencoders/corruption.hpp"

#include <torch/types.h>

namespace antifaz {

torch::Tensor corrupt(const torch::Tensor& clean, const CorruptionOptions& options) {
  const double level = options.level;
  switch (options.kind) {
    case Corruption::kNone:
      return clean;
    case Corruption::kMasking:
      return clean * (torch::rand_like(clean) >= level);
    case Corruption::kGaussian:
      return clean + level * torch::randn_like(clean);
    case Corruption::kSaltAndPepper: {
      const torch::Tensor dice = torch::rand_like(clean);
      const torch::Tensor peppered = clean.masked_fill(dice < level / 2, 0);
      return peppered.masked_fill(dice >= 1 - level / 2, 1);
    }
    case Corruption::kPoisson:
      return torch::poisson(clean.clamp_min(0) / level) * level;
  }
  TORCH_CHECK(false, "unknown corruption");
}

}  // namespace antifaz
