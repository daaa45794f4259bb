#include "models/autoencoders/denoising.hpp"

#include <torch/types.h>

namespace antifaz {

DenoisingAutoencoder::DenoisingAutoencoder(std::shared_ptr<Autoencoder> inner,
                                           const CorruptionOptions& corruption)
    : WrappedAutoencoder(std::move(inner)), corruption_(corruption) {
  check_level(corruption);
}

Reconstruction DenoisingAutoencoder::forward(const torch::Tensor& examples) {
  return inner().forward(examples);
}

AutoencoderLoss DenoisingAutoencoder::loss(const torch::Tensor& input,
                                           const torch::Tensor& target) {
  return inner().loss(is_training() ? corrupt(input, corruption_) : input, target);
}

std::vector<std::shared_ptr<Autoencoder>> DenoisingAutoencoder::layers() {
  // Inner codes are not brightnesses: noise that supposes a range falls back on masking.
  CorruptionOptions inside = corruption_;
  if (inside.kind == Corruption::kSaltAndPepper || inside.kind == Corruption::kPoisson) {
    inside = {Corruption::kMasking, 0.25};
  }
  std::vector<std::shared_ptr<Autoencoder>> noisy;
  for (const auto& layer : inner().layers()) {
    noisy.push_back(
        std::make_shared<DenoisingAutoencoder>(layer, noisy.empty() ? corruption_ : inside));
  }
  return noisy;
}

}  // namespace antifaz
