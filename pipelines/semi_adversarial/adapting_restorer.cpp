#include "pipelines/semi_adversarial/adapting_restorer.hpp"

#include <torch/types.h>
#include <torch/utils.h>

#include "models/weights.hpp"
#include "pipelines/training/mixed_precision.hpp"

namespace antifaz {

AdaptingRestorer::AdaptingRestorer(double rate, bool bfloat16)
    : net_(register_module("net", RestorationNet())), rate_(rate), bfloat16_(bfloat16) {
  freeze(*net_);
  to_channels_last(*net_);
}

double AdaptingRestorer::learn(const torch::Tensor& changed, const torch::Tensor& originals) {
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
