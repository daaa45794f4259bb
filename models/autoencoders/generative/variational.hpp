#pragma once

#include "models/autoencoders/autoencoder.hpp"

namespace antifaz {

struct VariationalOptions {
  double beta = 1;  ///< weight of the KL term (Higgins et al. 2017); 1: the evidence bound itself
  int64_t warmup = 0;  ///< epochs over which the KL term's weight rises to `beta`
};

/// Variational autoencoder (Kingma & Welling 2014) around a network whose encoder gives twice the
/// code: mean and log variance of a Gaussian. Training maximises the evidence lower bound by the
/// reparametrisation trick. With a Gaussian likelihood its variance is learned, as the mean squared
/// error (Rybkin et al. 2021), so the bound needs no hand-set scale.
class VariationalAutoencoder : public WrappedAutoencoder {
 public:
  struct Posterior {
    torch::Tensor mean, log_variance;  ///< [N, code]
  };

  /// `inner` encodes to [N, 2 code] and decodes from [N, code].
  VariationalAutoencoder(std::shared_ptr<Autoencoder> inner, const VariationalOptions& options);

  Posterior posterior(const torch::Tensor& examples);
  /// The posterior's mean.
  torch::Tensor encode(const torch::Tensor& examples) override;
  /// Decodes a draw from the posterior while training, its mean otherwise; the penalty is the
  /// weighted KL term per number of the example.
  Reconstruction forward(const torch::Tensor& examples) override;
  /// Nats per number of the example. Parts: error (negative log likelihood), kl
  /// (not weighted), beta.
  AutoencoderLoss loss(const torch::Tensor& input, const torch::Tensor& target) override;
  bool has_prior() const override { return true; }
  torch::Tensor sample(int64_t n) override;
  /// A draw from each posterior.
  torch::Tensor draw_codes(const torch::Tensor& examples) override;
  void start_epoch(int64_t epoch) override;
  std::vector<std::shared_ptr<Autoencoder>> layers() override { return {}; }

  /// KL divergence of each code number's posterior from the prior, [N, code], in nats.
  static torch::Tensor divergence(const Posterior& posterior);
  /// Lower bound on the log likelihood of each example, [N], in nats, from `draws` weighted draws
  /// (Burda et al. 2016): with one draw the evidence bound, tighter with more.
  torch::Tensor log_likelihood_bound(const torch::Tensor& examples, int64_t draws);

 protected:
  /// A code of each posterior.
  static torch::Tensor draw(const Posterior& posterior);
  /// What is added to the error, nats per number of the example: the weighted KL term. `codes` are
  /// those that are decoded.
  virtual torch::Tensor penalty(const Posterior& posterior, const torch::Tensor& codes) const;
  /// The share of its weight that the KL term has by now.
  double warmed_up() const { return warmed_up_; }
  /// The likelihood's variance, scalar: while training the mean squared error of this batch, which
  /// the running one follows; else that.
  torch::Tensor variance_for(const torch::Tensor& output, const torch::Tensor& target);
  /// Of each number, in nats.
  torch::Tensor negative_log_likelihood(const torch::Tensor& output, const torch::Tensor& target,
                                        const torch::Tensor& variance) const;
  /// log p(code) - log q(code), [N], in nats.
  static torch::Tensor log_prior_ratio(const Posterior& posterior, const torch::Tensor& codes);
  /// Nats per number of the example, mean over the batch.
  torch::Tensor mean_divergence(const Posterior& posterior) const;

 private:
  /// `forward` of a posterior.
  Reconstruction decoded(const Posterior& posterior);

  VariationalOptions options_;
  double warmed_up_ = 1;
  torch::Tensor variance_;  ///< buffer, scalar: running mean squared error, 0 before training
};

}  // namespace antifaz
