#include "bench/gender_axis.hpp"

#include <torch/types.h>

#include "models/judges/embedding_net.hpp"
#include "models/semi_adversarial/which_are_men.hpp"

namespace antifaz {
namespace {

/// Added to the covariance, as a share of its mean variance: it has no inverse with few faces.
constexpr double kShrinkage = 0.01;

}  // namespace

GenderAxis::GenderAxis(const at::Tensor& embeddings, const at::Tensor& labels) {
  const torch::Tensor men = which_are_men(labels);
  const torch::Tensor x = unit_length(embeddings).to(torch::kDouble);
  const torch::Tensor of_men = x.index({men}).mean(0), of_women = x.index({~men}).mean(0);
  const torch::Tensor within =
      x - torch::where(men.unsqueeze(1), of_men.unsqueeze(0), of_women.unsqueeze(0));
  torch::Tensor covariance = within.t().matmul(within) / x.size(0);
  covariance +=
      kShrinkage * covariance.diagonal().mean() * torch::eye(x.size(1), covariance.options());
  const torch::Tensor step = (of_men - of_women) / 2;
  const torch::Tensor reader = torch::linalg_solve(covariance, step);
  middle_ = ((of_men + of_women) / 2).to(torch::kFloat32);
  step_ = step.to(torch::kFloat32);
  reader_ = (reader / reader.dot(step)).to(torch::kFloat32);
}

at::Tensor GenderAxis::position(const at::Tensor& embeddings) const {
  return (unit_length(embeddings) - middle_).matmul(reader_);
}

at::Tensor GenderAxis::moved(const at::Tensor& embeddings, const at::Tensor& where) const {
  const torch::Tensor from = unit_length(embeddings);
  const torch::Tensor way = where - position(from);
  return unit_length(from + way.unsqueeze(1) * step_);
}

}  // namespace antifaz
