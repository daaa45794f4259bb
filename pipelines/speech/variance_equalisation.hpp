#pragma once

#include <torch/nn/module.h>

namespace antifaz {

/// Global variance equalisation (Toda and Tokuda 2007; Xu, Du, Dai and Lee 2015): a network that
/// minimises squared errors draws spectra too flat, so each band is spread, about its mean, as far
/// as clean speech spreads. Buffers; changes nothing until it has learned.
class VarianceEqualisation : public torch::nn::Module {
 public:
  explicit VarianceEqualisation(int64_t bands);

  /// From what was made [frames, bands] of as many clean frames; at least two. A band that is
  /// always alike is left as it is.
  void learn(const torch::Tensor& made, const torch::Tensor& clean);
  torch::Tensor apply(const torch::Tensor& made) const;

 private:
  torch::Tensor mean_, factor_;  ///< [bands]
};

}  // namespace antifaz
