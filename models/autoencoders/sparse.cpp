#include "models/autoencoders/sparse.hpp"

#include <torch/types.h>

#include "src/core/error.hpp"

namespace antifaz {

SparseAutoencoder::SparseAutoencoder(std::shared_ptr<Autoencoder> inner,
                                     const SparseOptions& options)
    : WrappedAutoencoder(std::move(inner)), options_(options) {
  if (!(options.target > 0 && options.target < 1)) {
    throw Error("the mean activation of a sparse code must lie between 0 and 1, not at " +
                std::to_string(options.target));
  }
}

torch::Tensor SparseAutoencoder::encode(const torch::Tensor& examples) {
  const torch::Tensor code = inner().encode(examples);
  return options_.kind == Sparsity::kL1 ? torch::relu(code) : torch::sigmoid(code);
}

Reconstruction SparseAutoencoder::forward(const torch::Tensor& examples) {
  const torch::Tensor code = encode(examples);
  torch::Tensor penalty;
  if (options_.kind == Sparsity::kL1) {
    penalty = code.mean();
  } else {
    const double wanted = options_.target;
    const torch::Tensor mean = code.mean(0).clamp(1e-6, 1 - 1e-6);
    penalty =
        (wanted * torch::log(wanted / mean) + (1 - wanted) * torch::log((1 - wanted) / (1 - mean)))
            .mean();
  }
  return {decode(code), code, options_.weight * penalty};
}

}  // namespace antifaz
