#include "pipelines/anonymize/refine.hpp"

#include <torch/autograd.h>
#include <torch/types.h>
#include <torch/utils.h>

#include "models/semi_adversarial/generator.hpp"
#include "models/semi_adversarial/losses.hpp"
#include "models/weights.hpp"
#include "pipelines/training/augment.hpp"
#include "src/core/error.hpp"
#include "src/core/labels.hpp"
#include "src/tensors/image_tensor.hpp"

namespace antifaz {
namespace {

constexpr std::size_t kClassifiersAStep = 4;
constexpr double kMomentum = 0.8;
constexpr int64_t kSmoothing = 5;  // pixels
constexpr uint64_t kSeed = 2018;

/// Of each image by itself.
torch::Tensor largest(const torch::Tensor& x) {
  return x.abs().amax({1, 2, 3}, /*keepdim=*/true).add(1e-12);
}

/// Light as it is, colour within `bound` of it.
torch::Tensor limit_colour(const torch::Tensor& change, double bound) {
  const torch::Tensor light = luma_of(change);
  return light + (change - light).clamp(-bound, bound);
}

}  // namespace

Refiner::Refiner(std::vector<std::shared_ptr<GenderJudge>> classifiers,
                 const at::Tensor& average_faces, const RefineOptions& options, c10::Device device)
    : classifiers_(std::move(classifiers)),
      options_(options),
      mask_(feather_mask_tensor().to(device)) {
  if (classifiers_.empty()) throw Error("refining needs at least one gender classifier");
  const torch::NoGradGuard no_grad;
  const torch::Tensor faces = average_faces.to(device);
  for (const auto& judge : classifiers_) {
    judge->to(device);
    freeze(*judge);
    const torch::Tensor logits = judge->forward(faces);
    const torch::Tensor apart =
        logits[static_cast<int64_t>(Target::kMale)] - logits[static_cast<int64_t>(Target::kFemale)];
    typical_logit_.push_back(std::max(0.5, 0.5 * std::abs(apart.item<double>())));
  }
}

at::Tensor Refiner::distance(const at::Tensor& faces, const at::Tensor& targets) {
  const AugmentOptions views;
  const torch::Tensor view = augment_look(augment_geometry(faces, views), views);
  const torch::Tensor order = torch::randperm(static_cast<int64_t>(classifiers_.size()));
  const std::size_t asked = std::min(kClassifiersAStep, classifiers_.size());
  torch::Tensor total = torch::zeros({}, faces.options());
  for (std::size_t k = 0; k < asked; ++k) {
    const auto i = static_cast<std::size_t>(order[static_cast<int64_t>(k)].item<int64_t>());
    const torch::Tensor logits = classifiers_[i]->forward(view) / typical_logit_[i];
    total = total + gender_loss(logits, targets, options_.wanted);
  }
  return total;
}

at::Tensor Refiner::refined(const at::Tensor& chips, const at::Tensor& change,
                            const at::Tensor& targets) {
  torch::manual_seed(kSeed);
  const torch::AutoGradMode with_gradients(true);
  const double step = options_.step / 255, bound = options_.bound / 255;
  torch::Tensor moved = torch::zeros_like(chips), momentum = torch::zeros_like(chips);
  for (int i = 0; i < options_.steps; ++i) {
    const torch::Tensor at = moved.detach().requires_grad_();
    const torch::Tensor loss = distance(apply_change(chips, change + at, mask_), targets);
    torch::Tensor uphill = torch::autograd::grad({loss}, {at})[0];
    uphill = torch::avg_pool2d(uphill, kSmoothing, 1, kSmoothing / 2, false, false);
    momentum = kMomentum * momentum + uphill / uphill.abs().mean({1, 2, 3}, true).add(1e-12);
    moved = (at.detach() - step * momentum / largest(momentum)).clamp(-bound, bound);
    moved = limit_colour(change + moved, options_.colour / 255) - change;
  }
  return change + moved;
}

}  // namespace antifaz
