#pragma once

#include <ATen/core/Tensor.h>

namespace antifaz {

/// The direction in which a face matcher's embeddings tell women from men, and the means to walk
/// along it: what a linear attacker on embeddings reads, and what a protected face should say
/// instead (closed-form linear concept erasure, Belrose et al. 2023, for one binary label).
class GenderAxis {
 public:
  /// `embeddings` float [N, d], any length; `labels` int64 [N] of `Gender`. Throws `Error` where
  /// one label is missing.
  GenderAxis(const at::Tensor& embeddings, const at::Tensor& labels);

  /// Where each embedding stands, [n]: -1 at the mean of the women, 1 at that of the men, measured
  /// by the linear discriminant of both. Differentiable.
  at::Tensor position(const at::Tensor& embeddings) const;

  /// The embeddings, moved along the axis and nowhere else until `position` is `where` [n];
  /// of length 1. At 0 no linear classifier is left that tells women from men.
  at::Tensor moved(const at::Tensor& embeddings, const at::Tensor& where) const;

 private:
  at::Tensor middle_,
      step_;           ///< [d]: between the two means, and half the way from one to the other
  at::Tensor reader_;  ///< [d]: the discriminant, scaled so that `step_` reads 1
};

}  // namespace antifaz
