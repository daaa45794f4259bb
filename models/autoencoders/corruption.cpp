#include "models/autoencoders/corruption.hpp"

#include <torch/types.h>

#include "src/core/error.hpp"

namespace antifaz {
namespace {

constexpr double kLeastLevel = 1e-4;  // counting photons divides by it

/// `Level` is a number, or a tensor that broadcasts to `clean`.
template <class Level>
torch::Tensor corrupted(const torch::Tensor& clean, Corruption kind, const Level& level) {
  switch (kind) {
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

}  // namespace

torch::Tensor corrupt(const torch::Tensor& clean, const CorruptionOptions& options) {
  return corrupted(clean, options.kind, options.level);
}

torch::Tensor corrupt_up_to(const torch::Tensor& clean, const CorruptionOptions& options) {
  if (options.kind == Corruption::kNone) return clean;
  std::vector<int64_t> one_each(static_cast<std::size_t>(clean.dim()), 1);
  one_each[0] = clean.size(0);
  const torch::Tensor level = options.level * torch::rand(one_each, clean.options());
  return corrupted(clean, options.kind, level.clamp_min(kLeastLevel)).clamp(0, 1);
}

void check_level(const CorruptionOptions& options) {
  const bool share =
      options.kind == Corruption::kMasking || options.kind == Corruption::kSaltAndPepper;
  if (!(options.level > 0) || (share && options.level > 1)) {
    throw Error(
        "a level of noise must be positive, and a share of corrupted numbers at most 1; it "
        "is " +
        std::to_string(options.level));
  }
}

}  // namespace antifaz
