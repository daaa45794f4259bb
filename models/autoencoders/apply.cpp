#include "models/autoencoders/apply.hpp"

#include <torch/nn/module.h>
#include <torch/types.h>
#include <torch/utils.h>

namespace antifaz {

std::string shape_text(at::IntArrayRef shape) {
  std::string text;
  for (const int64_t extent : shape) text += (text.empty() ? "" : "x") + std::to_string(extent);
  return text;
}

torch::Tensor as_floats(const torch::Tensor& examples) {
  const torch::Tensor floats = examples.to(torch::kFloat32);
  return examples.is_floating_point() ? floats : floats.div(255);
}

torch::Tensor float_rows(const torch::Tensor& examples, const torch::Tensor& rows) {
  return as_floats(examples.index_select(0, rows));
}

torch::Device device_of(const torch::nn::Module& module) {
  for (const torch::Tensor& tensor : module.parameters()) return tensor.device();
  for (const torch::Tensor& tensor : module.buffers()) return tensor.device();
  return torch::kCPU;
}

torch::Tensor encode_all(Autoencoder& model, const torch::Tensor& examples) {
  const torch::NoGradGuard no_grad;
  return map_batches(
      examples, [&](const torch::Tensor& x) { return model.encode(x); }, device_of(model));
}

torch::Tensor reconstruct_all(Autoencoder& model, const torch::Tensor& examples) {
  const torch::NoGradGuard no_grad;
  return map_batches(
      examples, [&](const torch::Tensor& x) { return model.forward(x).output; }, device_of(model));
}

torch::Tensor decode_all(Autoencoder& model, const torch::Tensor& codes) {
  const torch::NoGradGuard no_grad;
  return map_batches(
      codes, [&](const torch::Tensor& x) { return model.decode(x); }, device_of(model));
}

}  // namespace antifaz
