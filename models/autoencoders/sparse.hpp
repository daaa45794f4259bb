#pragma once

#include "models/autoencoders/autoencoder.hpp"

namespace antifaz {

/// What keeps most of a code's numbers at zero.
enum class Sparsity {
  kL1,  ///< their mean absolute value; codes go through a rectifier, so zeros are exact
  kKl   ///< divergence of each unit's mean activation from `target` (Ng 2011); codes go through a
        ///< sigmoid
};

struct SparseOptions {
  Sparsity kind = Sparsity::kL1;
  double weight = 1e-3;  ///< of the penalty, beside the reconstruction error per number
  double target = 0.05;  ///< mean activation, for `kKl`
};

/// Sparse autoencoder around any other: adds a penalty on its code.
class SparseAutoencoder : public WrappedAutoencoder {
 public:
  /// Throws `Error` for a target outside (0, 1).
  SparseAutoencoder(std::shared_ptr<Autoencoder> inner, const SparseOptions& options);

  torch::Tensor encode(const torch::Tensor& examples) override;
  Reconstruction forward(const torch::Tensor& examples) override;

 private:
  SparseOptions options_;
};

}  // namespace antifaz
