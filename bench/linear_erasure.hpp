#pragma once

#include <ATen/core/Tensor.h>

namespace antifaz {

/// Takes from embeddings, one after the other, the directions from which a linear classifier reads
/// gender: iterative null-space projection (Ravfogel et al. 2020, "Null It Out"). Each direction is
/// that of a logistic regression fitted to what the ones before have left.
class LinearErasure {
 public:
  /// `embeddings` float [N, d], any length; `labels` int64 [N] of `Gender`; finds `most`
  /// directions, or fewer where nothing is left to read. Throws `Error` where one label is missing.
  LinearErasure(const at::Tensor& embeddings, const at::Tensor& labels, int64_t most);

  /// The embeddings at length 1, those parts of them that lie along the first `count` directions
  /// put half-way between the means of women and men; length 1 again. Precondition: `count` is in
  /// [0, directions().size(0)]; 0 changes nothing but the length.
  at::Tensor erased(const at::Tensor& embeddings, int64_t count) const;

  const at::Tensor& directions() const { return directions_; }

 private:
  at::Tensor middle_;      ///< float32 [d]
  at::Tensor directions_;  ///< float32 [K, d], orthonormal
};

}  // namespace antifaz
