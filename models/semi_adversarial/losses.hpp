#pragma once

#include <torch/types.h>

namespace antifaz {

/// Structural similarity of the luma of [N, 3, S, S] RGB images in [0, 1], one value an image, [N]
/// (Wang et al. 2004: 11x11 Gaussian window, sigma 1.5). Differentiable.
torch::Tensor structural_similarity(const torch::Tensor& left, const torch::Tensor& right);

/// What a classifier should say of each target: 1 for kMale, -1 for kFemale, 0 for kNeutral;
/// float32.
torch::Tensor wanted_side(const torch::Tensor& targets);

/// How far classifier logits are from saying what their target wants: smooth L1 to `strength` times
/// `wanted_side`; scalar. `logits` [N] are in units of the classifier's
/// own typical logit. Wanting one value, whoever the face is, leaves no rank between women and men
/// drawn to one target.
torch::Tensor gender_loss(const torch::Tensor& logits, const torch::Tensor& targets,
                          double strength);

/// How much an answer still depends on who is asked once the target is known: the squared distance
/// of the mean logits of women and men, mean over the targets that both have; scalar, 0 where there
/// is none. `logits`, `targets`, `labels` [N]; a label below 0 is left out. What moves women and
/// men to one target by different lengths can be read off, whatever its mean.
torch::Tensor independence_loss(const torch::Tensor& logits, const torch::Tensor& targets,
                                const torch::Tensor& labels);

/// Mean shortfall of the cosine of embeddings [N, d] below `enough`; scalar, 0 where all are alike
/// enough.
torch::Tensor match_loss(const torch::Tensor& left, const torch::Tensor& right, double enough);

}  // namespace antifaz
