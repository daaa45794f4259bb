#pragma once

#include "models/autoencoders/generative/variational.hpp"

namespace antifaz {

/// Importance weighted autoencoder (Burda et al. 2016): a variational one whose training maximises
/// the tighter bound of several weighted draws instead of the evidence bound of one. Its posterior
/// need not fit by itself, only where it is weighed: codes are told more freely.
class ImportanceWeightedAutoencoder : public VariationalAutoencoder {
 public:
  /// `inner` as a variational one's; `draws` at least 1.
  ImportanceWeightedAutoencoder(std::shared_ptr<Autoencoder> inner, int64_t draws);

  /// Nats per number of the example: the negated bound. Parts: error (negative log likelihood, mean
  /// over the draws), kl.
  AutoencoderLoss loss(const torch::Tensor& input, const torch::Tensor& target) override;

 private:
  int64_t draws_;
};

}  // namespace antifaz
