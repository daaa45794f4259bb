#include "models/autoencoders/generative/variational.hpp"

#include <torch/types.h>
#include <torch/utils.h>

#include <cmath>

namespace antifaz {
namespace {

constexpr double kLog2Pi = 1.8378770664093453;
constexpr double kLeastVariance = 1e-5;  // a standard deviation below one of 255 levels
constexpr double kForget = 0.05;

/// Log density of a diagonal Gaussian, summed over the last dimension.
torch::Tensor log_normal(const torch::Tensor& x, const torch::Tensor& mean,
                         const torch::Tensor& log_variance) {
  return -0.5 * (kLog2Pi + log_variance + (x - mean).square() / log_variance.exp()).sum(-1);
}

}  // namespace

VariationalAutoencoder::VariationalAutoencoder(std::shared_ptr<Autoencoder> inner,
                                               const VariationalOptions& options)
    : WrappedAutoencoder(std::move(inner)),
      options_(options),
      variance_(register_buffer("variance", torch::zeros({1}))) {}

VariationalAutoencoder::Posterior VariationalAutoencoder::posterior(const torch::Tensor& examples) {
  const std::vector<torch::Tensor> both = inner().encode(examples).chunk(2, 1);
  return {both[0], both[1].clamp(-12, 8)};  // exp() of an untrained network's could overflow
}

torch::Tensor VariationalAutoencoder::encode(const torch::Tensor& examples) {
  return posterior(examples).mean;
}

Reconstruction VariationalAutoencoder::forward(const torch::Tensor& examples) {
  return decoded(posterior(examples));
}

Reconstruction VariationalAutoencoder::decoded(const Posterior& q) {
  const torch::Tensor code = is_training() ? draw(q) : q.mean;
  return {decode(code), code, penalty(q, code)};
}

torch::Tensor VariationalAutoencoder::draw(const Posterior& q) {
  return q.mean + torch::exp(0.5 * q.log_variance) * torch::randn_like(q.mean);
}

torch::Tensor VariationalAutoencoder::penalty(const Posterior& q, const torch::Tensor&) const {
  return options_.beta * warmed_up_ * mean_divergence(q);
}

torch::Tensor VariationalAutoencoder::mean_divergence(const Posterior& q) const {
  return divergence(q).sum(1).mean() / static_cast<double>(dimensions());
}

torch::Tensor VariationalAutoencoder::negative_log_likelihood(const torch::Tensor& output,
                                                              const torch::Tensor& target,
                                                              const torch::Tensor& variance) const {
  if (likelihood() == Likelihood::kBernoulli) {
    return torch::binary_cross_entropy(output, target, {}, torch::Reduction::None);
  }
  return 0.5 * (kLog2Pi + variance.log() + (output - target).square() / variance);
}

torch::Tensor VariationalAutoencoder::variance_for(const torch::Tensor& output,
                                                   const torch::Tensor& target) {
  if (likelihood() != Likelihood::kGaussian || !is_training()) {
    return variance_.clamp_min(kLeastVariance);
  }
  const torch::Tensor variance = torch::mse_loss(output, target).clamp_min(kLeastVariance);
  const torch::NoGradGuard no_grad;
  const bool first = variance_.item<double>() == 0;
  variance_.lerp_(variance.detach().reshape({1}), first ? 1 : kForget);
  return variance;
}

AutoencoderLoss VariationalAutoencoder::loss(const torch::Tensor& input,
                                             const torch::Tensor& target) {
  const Posterior q = posterior(input);
  const Reconstruction made = decoded(q);
  const torch::Tensor variance = variance_for(made.output, target);
  const torch::Tensor error = negative_log_likelihood(made.output, target, variance).mean();
  return {error + made.penalty,
          {{"error", error.item<double>()},
           {"kl", mean_divergence(q).item<double>()},
           {"beta", options_.beta * warmed_up_}}};
}

torch::Tensor VariationalAutoencoder::sample(int64_t n) {
  const torch::TensorOptions like = parameters().front().options().requires_grad(false);
  return decode(torch::randn({n, code_size()}, like));
}

torch::Tensor VariationalAutoencoder::draw_codes(const torch::Tensor& examples) {
  return draw(posterior(examples));
}

void VariationalAutoencoder::start_epoch(int64_t epoch) {
  const double share = static_cast<double>(epoch + 1) /
                       static_cast<double>(std::max<int64_t>(0, options_.warmup) + 1);
  warmed_up_ = std::min(1.0, share);
}

torch::Tensor VariationalAutoencoder::divergence(const Posterior& q) {
  return 0.5 * (q.mean.square() + q.log_variance.exp() - 1 - q.log_variance);
}

torch::Tensor VariationalAutoencoder::log_prior_ratio(const Posterior& q,
                                                      const torch::Tensor& codes) {
  const torch::Tensor zero = torch::zeros_like(q.mean);
  return log_normal(codes, zero, zero) - log_normal(codes, q.mean, q.log_variance);
}

torch::Tensor VariationalAutoencoder::log_likelihood_bound(const torch::Tensor& examples,
                                                           int64_t draws) {
  const Posterior q = posterior(examples);
  const torch::Tensor variance = variance_.clamp_min(kLeastVariance);
  std::vector<torch::Tensor> weights;
  for (int64_t k = 0; k < draws; ++k) {
    const torch::Tensor code = draw(q);
    const torch::Tensor likelihood =
        -negative_log_likelihood(decode(code), examples, variance).flatten(1).sum(1);
    weights.push_back(likelihood + log_prior_ratio(q, code));
  }
  return torch::logsumexp(torch::stack(weights), 0) - std::log(static_cast<double>(draws));
}

}  // namespace antifaz
