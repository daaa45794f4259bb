#include "pipelines/semi_adversarial/adapting_restorer.hpp"

#include <torch/types.h>
#include <torch/utils.h>

#include "models/weights.hpp"
#include "pipelines/training/mixed_precision.hpp"

namespace antifaz {

AdaptingRestorer::AdaptingRestorer(double rate, bool bfloat16, int64_t life)
    : net_(register_module("net", RestorationNet())),
      steps_(register_buffer("steps", torch::zeros({1}, torch::kInt64))),
      rate_(rate),
      bfloat16_(bfloat16),
      life_(life) {
  freeze(*net_);
  to_channels_last(*net_);
}

void AdaptingRestorer::begin_anew() {
  const torch::NoGradGuard no_grad;
  const RestorationNet fresh;
  const auto weights = fresh->named_parameters(), statistics = fresh->named_buffers();
  for (auto& own : net_->named_parameters()) own.value().copy_(weights[own.key()]);
  for (auto& own : net_->named_buffers()) own.value().copy_(statistics[own.key()]);
}

double AdaptingRestorer::learn(const torch::Tensor& changed, const torch::Tensor& originals) {
  const int64_t step = steps_.item<int64_t>();
  if (step > 0 && step % life_ == 0) begin_anew();
  steps_.add_(1);
  unfreeze(*net_);
  const torch::Tensor left =
      torch::l1_loss(answer(*net_, changed.detach(), bfloat16_), originals.detach());
  left.backward();
  const double change = torch::l1_loss(changed.detach(), originals).item<double>();
  {
    const torch::NoGradGuard no_grad;
    for (torch::Tensor& p : net_->parameters()) {
      p.sub_(p.grad().sign(), rate_);
      p.grad().zero_();
    }
  }
  freeze(*net_);
  return change > 0 ? 1 - left.item<double>() / change : 0;
}

torch::Tensor AdaptingRestorer::undone(const torch::Tensor& changed) {
  return answer(*net_, changed, bfloat16_).clamp(0, 1);
}

}  // namespace antifaz
