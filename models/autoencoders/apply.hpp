#pragma once

#include <string>
#include <vector>

#include "models/autoencoders/autoencoder.hpp"

namespace antifaz {

/// What an autoencoder makes of many examples, a batch at a time.

/// "3x64x64".
std::string shape_text(at::IntArrayRef shape);

/// float32 of examples (bytes stand for 0 to 1, floating point as it is), and of their rows (int64
/// [B]).
torch::Tensor as_floats(const torch::Tensor& examples);
torch::Tensor float_rows(const torch::Tensor& examples, const torch::Tensor& rows);

/// Where a module's tensors are: its examples must go there.
torch::Device device_of(const torch::nn::Module& module);

/// What `f` makes of all examples (bytes or floats), a batch at a time on `device`; the
/// result is on the CPU.
template <class Function>
torch::Tensor map_batches(const torch::Tensor& examples, Function f,
                          torch::Device device = torch::kCPU, int64_t batch = 128) {
  std::vector<torch::Tensor> parts;
  for (const torch::Tensor& some : examples.split(batch)) {
    parts.push_back(f(as_floats(some).to(device)).cpu());
  }
  return torch::cat(parts);
}

/// Of all examples, without gradients, on the CPU: their codes [N, code], and their reconstructions
/// or those of codes [N, shape...].
torch::Tensor encode_all(Autoencoder& model, const torch::Tensor& examples);
torch::Tensor reconstruct_all(Autoencoder& model, const torch::Tensor& examples);
torch::Tensor decode_all(Autoencoder& model, const torch::Tensor& codes);

}  // namespace antifaz
