#include "models/autoencoders/generative/importance_weighted.hpp"

#include <torch/types.h>

#include <cmath>

namespace antifaz {
namespace {

/// `times` copies of a batch, one after the other.
torch::Tensor repeated(const torch::Tensor& batch, int64_t times) {
  std::vector<int64_t> counts(static_cast<std::size_t>(batch.dim()), 1);
  counts.front() = times;
  return batch.repeat(counts);
}

}  // namespace

ImportanceWeightedAutoencoder::ImportanceWeightedAutoencoder(std::shared_ptr<Autoencoder> inner,
                                                             int64_t draws)
    : VariationalAutoencoder(std::move(inner), {}), draws_(draws) {}

AutoencoderLoss ImportanceWeightedAutoencoder::loss(const torch::Tensor& input,
                                                    const torch::Tensor& target) {
  const Posterior one = posterior(input);
  const Posterior q{repeated(one.mean, draws_), repeated(one.log_variance, draws_)};
  const torch::Tensor codes = draw(q), wanted = repeated(target, draws_);
  const torch::Tensor output = decode(codes);
  const torch::Tensor surprise =
      negative_log_likelihood(output, wanted, variance_for(output, wanted)).flatten(1).sum(1);
  const torch::Tensor weights = (log_prior_ratio(q, codes) - surprise).view({draws_, -1});
  const torch::Tensor bound = torch::logsumexp(weights, 0) - std::log(static_cast<double>(draws_));
  const double numbers = static_cast<double>(dimensions());
  return {-bound.mean() / numbers,
          {{"error", surprise.mean().item<double>() / numbers},
           {"kl", mean_divergence(one).item<double>()}}};
}

}  // namespace antifaz
