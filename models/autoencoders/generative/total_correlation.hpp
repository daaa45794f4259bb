#pragma once

#include "models/autoencoders/generative/variational.hpp"

namespace antifaz {

/// Beta-TC autoencoder (Chen et al. 2018): of the divergence's three parts (what a code says of its
/// example, how much the code's numbers say of each other, how far each alone is from the prior)
/// the second, the total correlation, weighs `weight` times as much: numbers that vary
/// independently, as the prior has them.
class TotalCorrelationAutoencoder : public VariationalAutoencoder {
 public:
  /// `inner` as a variational one's.
  TotalCorrelationAutoencoder(std::shared_ptr<Autoencoder> inner, const VariationalOptions& options,
                              double weight);

  /// Total correlation in nats of codes [N, code] drawn from their posteriors, scalar: the mean of
  /// log q(z) - sum_j log q(z_j), where q is the mixture of the batch's posteriors. Minibatch
  /// weighted sampling but for a constant, which needs no count of all examples. At most log N
  /// times (code - 1): a batch can't tell more.
  static torch::Tensor total_correlation(const Posterior& posterior, const torch::Tensor& codes);

 protected:
  torch::Tensor penalty(const Posterior& posterior, const torch::Tensor& codes) const override;

 private:
  double weight_;
};

}  // namespace antifaz
