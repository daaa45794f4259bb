#pragma once

#include <torch/nn/module.h>

#include <cstdint>
#include <vector>

#include "models/autoencoders/options.hpp"
#include "models/safetensors.hpp"

namespace antifaz {

/// Where examples lie.
struct Centre {
  torch::Tensor mean;  ///< [shape...], float64
  double scale = 1;    ///< standard deviation from it over all numbers; 1 where all are alike
};
/// Of examples [N, shape...], at least one: bytes (they stand for 0 to 1) or floating point.
Centre centre_of(const torch::Tensor& examples);

/// What stands between examples and a network: it sees (x - mean) / scale, and its last layer says
/// how an example differs from the mean, in units of scale; with a Bernoulli likelihood, how its
/// log odds differ from the mean's. All are buffers: mean 0 and scale 1 until `learn` is called.
class Centring : public torch::nn::Module {
 public:
  Centring(std::vector<int64_t> shape, Likelihood likelihood);

  /// Takes over `centre_of` the examples.
  void learn(const torch::Tensor& examples);
  /// Examples [N, shape...] as the network sees them.
  torch::Tensor to_network(const torch::Tensor& examples) const;
  /// The mean of the likelihood from the network's last layer [N, shape...].
  torch::Tensor to_examples(const torch::Tensor& last) const;

 private:
  torch::Tensor mean_, scale_;
  torch::Tensor log_odds_;  ///< of the mean; undefined where the likelihood is Gaussian
};

/// Files of before networks were centred have no such buffers: puts in those that `model` was born
/// with, which change nothing. A file that has some of them is left as it is.
void accept_uncentred(const torch::nn::Module& model, TensorFile& contents);

}  // namespace antifaz
