#include "models/semi_adversarial/losses.hpp"

#include <torch/torch.h>

#include "models/semi_adversarial/embedding_net.hpp"
#include "src/core/labels.hpp"

namespace antifaz {
namespace {

torch::Tensor luma(const torch::Tensor& rgb) {
  const torch::Tensor weights = torch::tensor({0.299F, 0.587F, 0.114F}, rgb.options());
  return (rgb * weights.view({3, 1, 1})).sum(1, true);
}

/// Separable 11x11 Gaussian, sigma 1.5, without padding, of [N, 1, H, W].
torch::Tensor blur(const torch::Tensor& x) {
  const torch::Tensor t = torch::arange(-5, 6, x.options());
  torch::Tensor g = torch::exp(-t * t / (2 * 1.5 * 1.5));
  g = g / g.sum();
  return torch::conv2d(torch::conv2d(x, g.view({1, 1, 11, 1})), g.view({1, 1, 1, 11}));
}

}  // namespace

torch::Tensor structural_similarity(const torch::Tensor& left, const torch::Tensor& right) {
  constexpr double kC1 = 0.01 * 0.01, kC2 = 0.03 * 0.03;
  const torch::Tensor a = luma(left), b = luma(right);
  const torch::Tensor mean_a = blur(a), mean_b = blur(b);
  const torch::Tensor var_a = blur(a * a) - mean_a * mean_a;
  const torch::Tensor var_b = blur(b * b) - mean_b * mean_b;
  const torch::Tensor cov = blur(a * b) - mean_a * mean_b;
  const torch::Tensor map = (2 * mean_a * mean_b + kC1) * (2 * cov + kC2) /
                            ((mean_a * mean_a + mean_b * mean_b + kC1) * (var_a + var_b + kC2));
  return map.mean({1, 2, 3});
}

torch::Tensor gender_loss(const torch::Tensor& logits, const torch::Tensor& targets,
                          double strength) {
  const torch::Tensor sign = (targets == static_cast<int64_t>(Target::kMale)).to(logits.dtype()) -
                             (targets == static_cast<int64_t>(Target::kFemale)).to(logits.dtype());
  return torch::smooth_l1_loss(logits, strength * sign);
}

torch::Tensor match_loss(const torch::Tensor& left, const torch::Tensor& right, double enough) {
  return torch::relu(enough - cosine(left, right)).mean();
}

}  // namespace antifaz
