#include "pipelines/semi_adversarial/adapting_attackers.hpp"

#include <torch/nn/utils/clip_grad.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <cmath>

#include "models/weights.hpp"
#include "src/core/labels.hpp"

namespace antifaz {
namespace {

constexpr double kClipNorm = 1;

}  // namespace

AdaptingAttackers::AdaptingAttackers(std::vector<GenderNet> nets, double rate)
    : nets_(std::move(nets)), rate_(rate) {
  for (std::size_t i = 0; i < nets_.size(); ++i) register_module(std::to_string(i), nets_[i]);
}

double AdaptingAttackers::learn(const torch::Tensor& faces, const torch::Tensor& labels) {
  const torch::Tensor known = (labels >= 0).nonzero().squeeze(1);
  if (nets_.empty() || known.size(0) == 0) return 0;
  const torch::Tensor seen = faces.detach().index_select(0, known);
  const torch::Tensor truth = labels.index_select(0, known).to(torch::kFloat32);
  double nats = 0;
  for (GenderNet& net : nets_) {
    unfreeze(*net);
    const torch::Tensor loss = torch::binary_cross_entropy_with_logits(net->forward(seen), truth);
    loss.backward();
    const std::vector<torch::Tensor> parameters = net->parameters();
    torch::nn::utils::clip_grad_norm_(parameters, kClipNorm);
    const torch::NoGradGuard no_grad;
    for (torch::Tensor p : parameters) {
      if (!p.grad().defined()) continue;
      p.sub_(p.grad(), rate_);
      p.grad().zero_();
    }
    freeze(*net);
    nats += loss.item<double>();
  }
  return nats / static_cast<double>(nets_.size()) / std::log(2.0);
}

torch::Tensor AdaptingAttackers::gap(const torch::Tensor& faces, const torch::Tensor& labels) {
  torch::Tensor total = torch::zeros({}, faces.options());
  const torch::Tensor men = (labels == static_cast<int64_t>(Gender::kMale)).nonzero().squeeze(1);
  const torch::Tensor women =
      (labels == static_cast<int64_t>(Gender::kFemale)).nonzero().squeeze(1);
  if (nets_.empty() || men.size(0) == 0 || women.size(0) == 0) return total;
  for (GenderNet& net : nets_) {
    const torch::Tensor logits = net->forward(faces);
    total = total +
            (logits.index_select(0, men).mean() - logits.index_select(0, women).mean()).square();
  }
  return total / static_cast<double>(nets_.size());
}

}  // namespace antifaz
