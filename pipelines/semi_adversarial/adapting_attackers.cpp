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
constexpr int64_t kAtOnce = 2;

/// What training changes: weights and running statistics.
std::vector<torch::Tensor> state_of(const GenderNet& net) {
  std::vector<torch::Tensor> state = net->parameters();
  for (const torch::Tensor& buffer : net->buffers()) state.push_back(buffer);
  return state;
}

}  // namespace

AdaptingAttackers::AdaptingAttackers(std::vector<GenderNet> nets, double rate, int64_t turn)
    : nets_(std::move(nets)),
      steps_(register_buffer("steps", torch::zeros({1}, torch::kInt64))),
      rate_(rate),
      turn_(turn) {
  for (std::size_t i = 0; i < nets_.size(); ++i) {
    register_module(std::to_string(i), nets_[i]);
    std::vector<torch::Tensor> began;
    for (const torch::Tensor& x : state_of(nets_[i])) {
      const std::string name = "began" + std::to_string(i) + "_" + std::to_string(began.size());
      began.push_back(register_buffer(name, x.detach().clone()));
    }
    began_.push_back(std::move(began));
  }
}

std::vector<GenderNet> AdaptingAttackers::at_work() {
  const auto all = static_cast<int64_t>(nets_.size());
  const int64_t turn = steps_.item<int64_t>() / turn_;
  std::vector<GenderNet> some;
  for (int64_t k = 0; k < std::min(kAtOnce, all); ++k) {
    some.push_back(nets_[static_cast<std::size_t>((turn + k) % all)]);
  }
  return some;
}

void AdaptingAttackers::begin_step() {
  const torch::NoGradGuard no_grad;
  const int64_t step = steps_.item<int64_t>();
  if (step > 0 && step % turn_ == 0) {
    const auto older =
        static_cast<std::size_t>((step / turn_ - 1) % static_cast<int64_t>(nets_.size()));
    const std::vector<torch::Tensor> state = state_of(nets_[older]);
    for (std::size_t i = 0; i < state.size(); ++i) {
      torch::Tensor x = state[i];
      x.copy_(began_[older][i]);
    }
  }
}

double AdaptingAttackers::learn(const torch::Tensor& faces, const torch::Tensor& labels) {
  const torch::Tensor known = (labels >= 0).nonzero().squeeze(1);
  if (nets_.empty() || known.size(0) == 0) return 0;
  const torch::Tensor seen = faces.detach().index_select(0, known);
  const torch::Tensor truth = labels.index_select(0, known).to(torch::kFloat32);
  begin_step();
  std::vector<GenderNet> attackers = at_work();
  double nats = 0;
  for (GenderNet& net : attackers) {
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
  steps_.add_(1);
  return nats / static_cast<double>(attackers.size()) / std::log(2.0);
}

torch::Tensor AdaptingAttackers::gap(const torch::Tensor& faces, const torch::Tensor& labels) {
  torch::Tensor total = torch::zeros({}, faces.options());
  const torch::Tensor men = (labels == static_cast<int64_t>(Gender::kMale)).nonzero().squeeze(1);
  const torch::Tensor women =
      (labels == static_cast<int64_t>(Gender::kFemale)).nonzero().squeeze(1);
  if (nets_.empty() || men.size(0) == 0 || women.size(0) == 0) return total;
  std::vector<GenderNet> attackers = at_work();
  for (GenderNet& net : attackers) {
    const torch::Tensor logits = net->forward(faces);
    total = total +
            (logits.index_select(0, men).mean() - logits.index_select(0, women).mean()).square();
  }
  return total / static_cast<double>(attackers.size());
}

}  // namespace antifaz
