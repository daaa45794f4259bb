#pragma once

#include "models/autoencoders/autoencoder.hpp"

namespace antifaz {

/// Principal component analysis: the best linear autoencoder, in closed form. Mean and components
/// are buffers, so it is saved like the rest.
class Pca : public Autoencoder {
 public:
  /// With `whiten` codes have unit variance. Throws `Error` for more components than dimensions.
  Pca(std::vector<int64_t> shape, int64_t components, bool whiten = false);

  /// Exact (eigenvalues of the smaller Gram matrix) up to 1500 examples or dimensions, else by
  /// randomized SVD in a block Krylov space (Musco & Musco 2015), which keeps every iterate where
  /// power iterations keep the last: 64 components of 1,700 faces then lie within 0.1 degrees of
  /// the exact ones, after four and seven power iterations 28 and 23. Components have their largest
  /// number positive. Throws `Error` for fewer examples than components + 1.
  bool fit(const torch::Tensor& examples) override;
  /// [N, D] data, whichever its size, by one of the two ways.
  void fit_exact(const torch::Tensor& examples);
  void fit_randomized(const torch::Tensor& examples);

  torch::Tensor encode(const torch::Tensor& examples) override;
  torch::Tensor decode(const torch::Tensor& codes) override;

  const torch::Tensor& components() const { return components_; }  ///< [k, D], orthonormal rows
  /// Share of the variance that each component explains, [k], falling.
  torch::Tensor explained() const { return variances_ / total_; }

 private:
  torch::Tensor centred(const torch::Tensor& examples);
  void keep(const torch::Tensor& components, const torch::Tensor& singular_values,
            int64_t examples);

  bool whiten_;
  torch::Tensor mean_, components_, variances_, total_;  ///< buffers
};

}  // namespace antifaz
