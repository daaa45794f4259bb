#pragma once

#include <torch/types.h>

namespace antifaz::san2018 {

/// The terms of the two published objectives; all scalars. Images are [N, 1, H, W] in [0, 1],
/// `labels` int64 [N] of `Gender`, `logits` [N] of "male" (of a two-logit classifier: the
/// difference), embeddings [N, d].

/// J_D of the paper: mean pixel-wise cross-entropy of what comes out against what went in.
torch::Tensor pixel_cross_entropy(const torch::Tensor& output, const torch::Tensor& input);

/// J_G: CE(SM, y) + CE(OP, 1 - y), each a mean over faces.
torch::Tensor gender_terms(const torch::Tensor& same_logits, const torch::Tensor& opposite_logits,
                           const torch::Tensor& labels);

/// J_M of the paper: squared distance between the embeddings of face and SM, a mean over faces.
torch::Tensor match_distance(const torch::Tensor& original, const torch::Tensor& same);

/// The authors' code: squared distance between the original's embedding and the mean of SM's and
/// OP's, summed over the batch.
torch::Tensor mean_match_distance(const torch::Tensor& original, const torch::Tensor& same,
                                  const torch::Tensor& opposite);

}  // namespace antifaz::san2018
