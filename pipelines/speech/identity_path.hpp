#pragma once

#include <memory>
#include <vector>

#include "models/autoencoders/autoencoder.hpp"

namespace antifaz {

/// An autoencoder beside which its input goes through: of each number the output is a learned share
/// of what came in, the rest what the network made of it; half and half at first. What is clean
/// needs not be drawn anew.
class IdentityPath : public WrappedAutoencoder {
 public:
  explicit IdentityPath(std::shared_ptr<Autoencoder> inner);
  Reconstruction forward(const torch::Tensor& examples) override;

 private:
  torch::Tensor share_;  ///< [shape...], log odds
};

}  // namespace antifaz
