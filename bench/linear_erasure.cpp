#include "bench/linear_erasure.hpp"

#include <torch/types.h>

#include <algorithm>

#include "models/judges/embedding_net.hpp"
#include "models/logistic_regression.hpp"
#include "models/semi_adversarial/which_are_men.hpp"

namespace antifaz {
namespace {

/// A direction of which less than this share lies outside the ones before is rounding.
constexpr double kNothingLeft = 1e-6;

}  // namespace

LinearErasure::LinearErasure(const at::Tensor& embeddings, const at::Tensor& labels, int64_t most) {
  const torch::Tensor men = which_are_men(labels);
  torch::Tensor x = unit_length(embeddings).to(torch::kDouble);
  middle_ = ((x.index({men}).mean(0) + x.index({~men}).mean(0)) / 2).to(torch::kFloat32);
  torch::Tensor found = torch::empty({0, x.size(1)}, torch::kDouble);
  while (found.size(0) < std::min(most, x.size(1))) {
    const torch::Tensor slope = LogisticRegression(x, men.to(torch::kInt64)).slope();
    // Twice: rounding of the first pass is not orthogonal yet.
    torch::Tensor direction = slope - found.t().mv(found.mv(slope));
    direction = direction - found.t().mv(found.mv(direction));
    const double length = direction.norm().item<double>();
    if (length <= kNothingLeft * slope.norm().item<double>() || length == 0) break;
    direction = direction / length;
    found = torch::cat({found, direction.unsqueeze(0)});
    x = x - x.mv(direction).unsqueeze(1) * direction;
  }
  directions_ = found.to(torch::kFloat32);
}

at::Tensor LinearErasure::erased(const at::Tensor& embeddings, int64_t count) const {
  TORCH_CHECK(count >= 0 && count <= directions_.size(0), "erases ", count, " of ",
              directions_.size(0), " directions");
  const torch::Tensor x = unit_length(embeddings), some = directions_.slice(0, 0, count);
  return unit_length(x - (x - middle_).matmul(some.t()).matmul(some));
}

}  // namespace antifaz
