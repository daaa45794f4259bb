#pragma once

#include "models/autoencoders/autoencoder.hpp"

namespace antifaz {

/// Wasserstein autoencoder (Tolstikhin et al. 2018, WAE-MMD) around any other: codes are no draws,
/// but all of a batch together are to look like draws from a standard normal, by their maximum mean
/// discrepancy.
class WassersteinAutoencoder : public WrappedAutoencoder {
 public:
  /// `weight` of the discrepancy beside the reconstruction error in units of the examples'
  /// variance.
  WassersteinAutoencoder(std::shared_ptr<Autoencoder> inner, double weight);

  Reconstruction forward(const torch::Tensor& examples) override;
  void centre(const torch::Tensor& examples) override;
  bool has_prior() const override { return true; }
  torch::Tensor sample(int64_t n) override;
  std::vector<std::shared_ptr<Autoencoder>> layers() override { return {}; }

  /// Squared maximum mean discrepancy of two sets of as many codes [N, code], estimated without
  /// bias (it can be below 0), by the paper's sum of inverse multiquadratics for a standard normal.
  /// 0 where N is 1. Scalar.
  static torch::Tensor discrepancy(const torch::Tensor& codes, const torch::Tensor& drawn);

 private:
  double weight_;
  torch::Tensor variance_;  ///< buffer, scalar: of the examples; 1 until `centre`
};

}  // namespace antifaz
