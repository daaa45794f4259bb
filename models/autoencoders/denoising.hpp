#pragma once

#include "models/autoencoders/autoencoder.hpp"
#include "models/autoencoders/corruption.hpp"

namespace antifaz {

/// Denoising autoencoder (Vincent et al. 2008) around any other: learns to restore the target from
/// a corrupted input. It corrupts only in `loss` and only while training; what it is asked to
/// reconstruct is taken as it comes.
class DenoisingAutoencoder : public WrappedAutoencoder {
 public:
  /// Throws `Error` for a level that its corruption can't have.
  DenoisingAutoencoder(std::shared_ptr<Autoencoder> inner, const CorruptionOptions& corruption);

  Reconstruction forward(const torch::Tensor& examples) override;
  AutoencoderLoss loss(const torch::Tensor& input, const torch::Tensor& target) override;
  /// Denoising layers: a stacked denoising autoencoder corrupts every layer's input.
  std::vector<std::shared_ptr<Autoencoder>> layers() override;

 private:
  CorruptionOptions corruption_;
};

}  // namespace antifaz
