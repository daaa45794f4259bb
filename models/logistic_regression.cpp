#include "models/logistic_regression.hpp"

#include <torch/types.h>

namespace antifaz {
namespace {

constexpr double kPenalty = 1;
constexpr int kNewtonSteps = 12;
constexpr double kConverged = 1e-9;  // what follows is its square

}  // namespace

at::Tensor label_weights(const at::Tensor& labels) {
  const torch::Tensor ones = labels.to(torch::kDouble);
  const double share = ones.mean().item<double>();
  return ones * (0.5 / share) + (1 - ones) * (0.5 / (1 - share));
}

LogisticRegression::LogisticRegression(const at::Tensor& features, const at::Tensor& labels) {
  const torch::Tensor given = features.to(torch::kDouble);
  mean_ = given.mean(0);
  scale_ = given.std(0, /*unbiased=*/false).clamp_min(1e-9);
  const torch::Tensor x = with_one(given);
  const torch::Tensor wanted = labels.to(torch::kDouble), weights = label_weights(labels);
  torch::Tensor penalty = torch::full({x.size(1)}, kPenalty, torch::kDouble);
  penalty[-1] = 1e-6;  // the constant is not penalised
  weights_ = torch::zeros({x.size(1)}, torch::kDouble);
  for (int step = 0; step < kNewtonSteps; ++step) {
    const torch::Tensor p = torch::sigmoid(x.mv(weights_));
    const torch::Tensor gradient = x.t().mv(weights * (p - wanted)) + penalty * weights_;
    const torch::Tensor curvature = (x.t() * (weights * p * (1 - p))).mm(x) + torch::diag(penalty);
    const torch::Tensor change = torch::linalg_solve(curvature, gradient);
    weights_ = weights_ - change;
    if (change.abs().max().item<double>() < kConverged) break;
  }
}

at::Tensor LogisticRegression::logits(const at::Tensor& features) const {
  return with_one(features.to(torch::kDouble)).mv(weights_);
}

at::Tensor LogisticRegression::slope() const {
  return weights_.slice(0, 0, mean_.size(0)) / scale_;
}

at::Tensor LogisticRegression::with_one(const at::Tensor& features) const {
  return torch::cat(
      {(features - mean_) / scale_, torch::ones({features.size(0), 1}, torch::kDouble)}, 1);
}

}  // namespace antifaz
