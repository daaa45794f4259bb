#pragma once

#include "models/judges/embedding_net.hpp"
#include "models/judges/gender_judge.hpp"

namespace antifaz {

/// What judges say of aligned chips, as trainings and attackers need it.

/// Logits of "male" for all chips (uint8 [N, 3, S, S]), on the CPU, without gradients.
torch::Tensor gender_logits(GenderJudge& judge, const torch::Tensor& chips, torch::Device device);

/// AUC of `scores` [N] for `labels` [N] (men positive).
double gender_auc(const torch::Tensor& scores, const torch::Tensor& labels);

/// Embeddings [N, d] of chips (uint8 [N, 3, S, S]), normalised to length 1, on the CPU.
torch::Tensor embeddings_of(EmbeddingNet& net, const torch::Tensor& chips, torch::Device device);

}  // namespace antifaz
