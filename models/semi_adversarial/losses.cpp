#include "models/semi_adversarial/losses.hpp"

#include <torch/types.h>

#include "models/judges/embedding_net.hpp"
#include "src/core/labels.hpp"
#include "src/tensors/image_tensor.hpp"

namespace antifaz {
namespace {

/// [n - 10, n]: each row an 11-tap Gaussian of sigma 1.5, one place further on than the row above.
torch::Tensor blur_matrix(int64_t n, const torch::TensorOptions& options) {
  const torch::Tensor offset =
      torch::arange(n, options).unsqueeze(0) - torch::arange(n - 10, options).unsqueeze(1) - 5;
  const torch::Tensor taps =
      torch::exp(-offset.square() / (2 * 1.5 * 1.5)) * (offset.abs() <= 5).to(offset.dtype());
  return taps / taps.sum(1, true);
}

/// Gaussian means over 11x11 windows of [N, 1, H, W], without padding. Two matrix products:
/// convolutions of a single channel run thirty times slower on a CPU.
torch::Tensor blur(const torch::Tensor& x) {
  return blur_matrix(x.size(2), x.options())
      .matmul(x)
      .matmul(blur_matrix(x.size(3), x.options()).t());
}

}  // namespace

torch::Tensor structural_similarity(const torch::Tensor& left, const torch::Tensor& right) {
  constexpr double kC1 = 0.01 * 0.01, kC2 = 0.03 * 0.03;
  const torch::Tensor a = luma_of(left), b = luma_of(right);
  const torch::Tensor mean_a = blur(a), mean_b = blur(b);
  const torch::Tensor var_a = blur(a * a) - mean_a * mean_a;
  const torch::Tensor var_b = blur(b * b) - mean_b * mean_b;
  const torch::Tensor cov = blur(a * b) - mean_a * mean_b;
  const torch::Tensor map = (2 * mean_a * mean_b + kC1) * (2 * cov + kC2) /
                            ((mean_a * mean_a + mean_b * mean_b + kC1) * (var_a + var_b + kC2));
  return map.mean({1, 2, 3});
}

torch::Tensor wanted_side(const torch::Tensor& targets) {
  return (targets == static_cast<int64_t>(Target::kMale)).to(torch::kFloat32) -
         (targets == static_cast<int64_t>(Target::kFemale)).to(torch::kFloat32);
}

torch::Tensor gender_loss(const torch::Tensor& logits, const torch::Tensor& targets,
                          double strength) {
  return torch::smooth_l1_loss(logits, strength * wanted_side(targets));
}

torch::Tensor independence_loss(const torch::Tensor& logits, const torch::Tensor& targets,
                                const torch::Tensor& labels) {
  torch::Tensor total = torch::zeros({}, logits.options());
  int cases = 0;
  for (int64_t target = 0; target < kTargetCount; ++target) {
    const auto of = [&](Gender gender) {
      return logits.masked_select((targets == target) & (labels == static_cast<int64_t>(gender)));
    };
    const torch::Tensor women = of(Gender::kFemale), men = of(Gender::kMale);
    if (women.size(0) == 0 || men.size(0) == 0) continue;
    total = total + (men.mean() - women.mean()).square();
    ++cases;
  }
  return cases == 0 ? total : total / cases;
}

torch::Tensor match_loss(const torch::Tensor& left, const torch::Tensor& right, double enough) {
  return torch::relu(enough - cosine(left, right)).mean();
}

}  // namespace antifaz
