#include "models/semi_adversarial/san2018_losses.hpp"

#include <torch/types.h>

namespace antifaz::san2018 {

torch::Tensor pixel_cross_entropy(const torch::Tensor& output, const torch::Tensor& input) {
  return torch::binary_cross_entropy(output, input);
}

torch::Tensor gender_terms(const torch::Tensor& same_logits, const torch::Tensor& opposite_logits,
                           const torch::Tensor& labels) {
  const torch::Tensor y = labels.to(same_logits.dtype());
  return torch::binary_cross_entropy_with_logits(same_logits, y) +
         torch::binary_cross_entropy_with_logits(opposite_logits, 1 - y);
}

torch::Tensor match_distance(const torch::Tensor& original, const torch::Tensor& same) {
  return (original - same).square().sum(1).mean();
}

torch::Tensor mean_match_distance(const torch::Tensor& original, const torch::Tensor& same,
                                  const torch::Tensor& opposite) {
  return ((same + opposite) / 2 - original).square().sum();
}

}  // namespace antifaz::san2018
