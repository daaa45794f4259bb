#pragma once

#include "models/autoencoders/autoencoder.hpp"

namespace antifaz {

/// Contractive autoencoder (Rifai et al. 2011) around any other: adds `weight` times the squared
/// Frobenius norm of the encoder's Jacobian, mean over the batch. The norm is estimated without
/// bias from one random projection of the code an example (Hutchinson), which any network allows.
/// Codes go through a sigmoid, as in the paper: unbounded ones could shrink instead of contracting.
class ContractiveAutoencoder : public WrappedAutoencoder {
 public:
  ContractiveAutoencoder(std::shared_ptr<Autoencoder> inner, double weight);

  torch::Tensor encode(const torch::Tensor& examples) override;
  /// The penalty is 0 where gradients are off.
  Reconstruction forward(const torch::Tensor& examples) override;

 private:
  double weight_;
};

}  // namespace antifaz
