#include "pipelines/speech/identity_path.hpp"

#include <torch/types.h>

namespace antifaz {

IdentityPath::IdentityPath(std::shared_ptr<Autoencoder> inner)
    : WrappedAutoencoder(std::move(inner)),
      share_(register_parameter("share", torch::zeros(shape()))) {}

Reconstruction IdentityPath::forward(const torch::Tensor& examples) {
  Reconstruction made = inner().forward(examples);
  const torch::Tensor share = torch::sigmoid(share_);
  made.output = share * examples + (1 - share) * made.output;
  return made;
}

}  // namespace antifaz
