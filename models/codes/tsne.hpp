#pragma once

#include <ATen/core/Tensor.h>

namespace antifaz {

struct TsneOptions {
  double perplexity = 30;  ///< about how many neighbours of each code count; fewer of few codes
  int iterations = 750;    ///< a third of them with attraction exaggerated
};

/// Codes this many at most: every pair is compared, 4 bytes each, in some matrices.
constexpr int64_t kMostTsneCodes = 5000;

/// Places on a plane, float32 [N, 2], where near codes are near (t-SNE: van der Maaten & Hinton
/// 2008, exact). It begins at the first two principal components (Kobak & Berens 2019), so that the
/// same codes, float32 [N, numbers], have the same places. Throws `Error` for fewer than four
/// codes, codes of one number, or more than `kMostTsneCodes`.
at::Tensor tsne(const at::Tensor& codes, const TsneOptions& options = {});

}  // namespace antifaz
