#include "models/autoencoders/contractive.hpp"

#include <torch/autograd.h>
#include <torch/types.h>
#include <torch/utils.h>

namespace antifaz {

ContractiveAutoencoder::ContractiveAutoencoder(std::shared_ptr<Autoencoder> inner, double weight)
    : WrappedAutoencoder(std::move(inner)), weight_(weight) {}

torch::Tensor ContractiveAutoencoder::encode(const torch::Tensor& examples) {
  return torch::sigmoid(inner().encode(examples));
}

Reconstruction ContractiveAutoencoder::forward(const torch::Tensor& examples) {
  if (!torch::GradMode::is_enabled()) return Autoencoder::forward(examples);
  const torch::Tensor x = examples.detach().clone().requires_grad_();
  const torch::Tensor code = encode(x);
  const torch::Tensor projected = (code * torch::randn_like(code)).sum();
  const torch::Tensor gradient =
      torch::autograd::grad({projected}, {x}, {}, /*retain_graph=*/true, /*create_graph=*/true)[0];
  return {decode(code), code, weight_ * gradient.flatten(1).square().sum(1).mean()};
}

}  // namespace antifaz
