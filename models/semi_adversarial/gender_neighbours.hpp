#pragma once

#include <ATen/core/Tensor.h>

namespace antifaz {

/// What a face's neighbours among a matcher's embeddings tell of its gender, differentiably: the
/// log-ratio of two Parzen-Rosenblatt densities on the sphere, one of men and one of women. A
/// gallery attacker's vote of the nearest faces (Osorio-Roig et al. 2022), made smooth.
class GenderNeighbours {
 public:
  /// `embeddings` float [N, d], any length; `labels` int64 [N] of `Gender`. Throws `Error` where
  /// one label is missing.
  GenderNeighbours(const at::Tensor& embeddings, const at::Tensor& labels);

  /// Positive among men, negative among women, [n]; mean size 1 on the faces it was made of.
  /// `embeddings` [n, d] may have moved; `originals` [n, d] say whose they are: neighbours that
  /// match these are the person's own and don't count.
  at::Tensor logit(const at::Tensor& embeddings, const at::Tensor& originals) const;

 private:
  at::Tensor faces_, men_;  ///< [N, d] of length 1; bool [N]
  double balance_ = 0, typical_ = 1;
};

}  // namespace antifaz
