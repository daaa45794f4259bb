#include "pipelines/speech/variance_equalisation.hpp"

#include <torch/types.h>
#include <torch/utils.h>

namespace antifaz {
namespace {

constexpr double kAlike = 1e-6;  // a spread that is none

}  // namespace

VarianceEqualisation::VarianceEqualisation(int64_t bands)
    : mean_(register_buffer("mean", torch::zeros({bands}))),
      factor_(register_buffer("factor", torch::ones({bands}))) {}

void VarianceEqualisation::learn(const torch::Tensor& made, const torch::Tensor& clean) {
  TORCH_CHECK(made.sizes() == clean.sizes() && made.size(0) > 1, "expected pairs of frames, got ",
              made.sizes(), " and ", clean.sizes());
  const torch::NoGradGuard no_grad;
  const torch::Tensor ours = made.std(0), theirs = clean.std(0);
  mean_.copy_(made.mean(0));
  factor_.copy_(
      torch::where(ours > kAlike, theirs / ours.clamp_min(kAlike), torch::ones_like(ours)));
}

torch::Tensor VarianceEqualisation::apply(const torch::Tensor& made) const {
  const torch::Tensor mean = mean_.to(made.device()), factor = factor_.to(made.device());
  return mean + factor * (made - mean);
}

}  // namespace antifaz
