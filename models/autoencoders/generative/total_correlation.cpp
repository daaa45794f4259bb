#include "models/autoencoders/generative/total_correlation.hpp"

#include <torch/types.h>

#include <cmath>

namespace antifaz {

TotalCorrelationAutoencoder::TotalCorrelationAutoencoder(std::shared_ptr<Autoencoder> inner,
                                                         const VariationalOptions& options,
                                                         double weight)
    : VariationalAutoencoder(std::move(inner), options), weight_(weight) {}

torch::Tensor TotalCorrelationAutoencoder::total_correlation(const Posterior& q,
                                                             const torch::Tensor& codes) {
  // Of code i by posterior j, each number: [N, N, code]. What all densities share cancels out.
  const torch::Tensor differences = codes.unsqueeze(1) - q.mean.unsqueeze(0);
  const torch::Tensor densities =
      -0.5 * (q.log_variance.unsqueeze(0) + differences.square() * (-q.log_variance).exp());
  const double log_count = std::log(static_cast<double>(codes.size(0)));
  const torch::Tensor together = torch::logsumexp(densities.sum(2), 1) - log_count;
  const torch::Tensor alone = (torch::logsumexp(densities, 1) - log_count).sum(1);
  return (together - alone).mean();
}

torch::Tensor TotalCorrelationAutoencoder::penalty(const Posterior& q,
                                                   const torch::Tensor& codes) const {
  return VariationalAutoencoder::penalty(q, codes) + warmed_up() * (weight_ - 1) *
                                                         total_correlation(q, codes) /
                                                         static_cast<double>(dimensions());
}

}  // namespace antifaz
