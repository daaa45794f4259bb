#include "pipelines/semi_adversarial/gender_objective.hpp"

#include <torch/autograd.h>
#include <torch/types.h>
#include <torch/utils.h>

#include "models/weights.hpp"
#include "pipelines/training/mixed_precision.hpp"
#include "pipelines/training/scoring.hpp"
#include "src/tensors/image_tensor.hpp"

namespace antifaz {
namespace {

constexpr double kSmoothing = 0.05;

FaceDataset of_both_labels(const FaceDataset& faces, const std::string& part) {
  expect_both_labels(faces, part);
  return faces.labelled();
}

}  // namespace

GenderObjective::GenderObjective(GenderNet net, const TrainingFaces& faces,
                                 const GenderObjectiveOptions& options, torch::Device device)
    : net_(std::move(net)),
      training_(options.teacher ? faces.training : of_both_labels(faces.training, "training")),
      validation_(of_both_labels(faces.validation, "validation")),
      options_(options),
      device_(device),
      mask_(feather_mask_tensor().to(device)) {
  net_->to(device_);
  if (options_.teacher) {
    options_.teacher->to(device_);
    freeze(*options_.teacher);
  }
  if (options_.generator) {
    options_.generator->to(device_);
    freeze(*options_.generator);
  }
}

torch::Tensor GenderObjective::faces_of(const torch::Tensor& rows) {
  const torch::Tensor chips = to_unit_range(training_.chips.index_select(0, rows).to(device_));
  if (!options_.generator) return chips;
  const torch::NoGradGuard no_grad;
  const int64_t some = chips.size(0) / 2;  // rows come shuffled
  const torch::Tensor originals = chips.slice(0, 0, some);
  const torch::Tensor targets = torch::randint(0, 3, {some}, torch::kInt64).to(device_);
  torch::Tensor change;
  {
    const MixedPrecision precision(options_.bfloat16);
    change = options_.generator->forward(originals, targets).to(torch::kFloat32);
  }
  return torch::cat({apply_change(originals, change, mask_), chips.slice(0, some)});
}

torch::Tensor GenderObjective::wanted(const torch::Tensor& view, const torch::Tensor& labels) {
  if (!options_.teacher) return labels * (1 - 2 * kSmoothing) + kSmoothing;
  const torch::NoGradGuard no_grad;
  return torch::sigmoid(answer(*options_.teacher, view, options_.bfloat16));
}

Objective::Loss GenderObjective::loss(const torch::Tensor& rows, std::int64_t) {
  const torch::Tensor labels =
      training_.labels.index_select(0, rows).to(device_).to(torch::kFloat32);
  torch::Tensor view =
      augment_look(augment_geometry(faces_of(rows), options_.augment), options_.augment);
  const torch::Tensor truth = wanted(view, labels);
  if (options_.robust > 0) view = attacked(view, truth);
  const torch::Tensor logits = answer(*net_, view, options_.bfloat16);
  const torch::Tensor loss = torch::binary_cross_entropy_with_logits(logits, truth);
  const double accuracy = ((logits > 0) == (truth > 0.5)).to(torch::kFloat32).mean().item<double>();
  return {loss, {{"accuracy", accuracy}}};
}

torch::Tensor GenderObjective::attacked(const torch::Tensor& chips, const torch::Tensor& wanted) {
  const torch::Tensor start =
      (chips + options_.robust * (2 * torch::rand_like(chips) - 1)).clamp(0, 1).requires_grad_();
  const torch::Tensor loss =
      torch::binary_cross_entropy_with_logits(answer(*net_, start, options_.bfloat16), wanted);
  const torch::Tensor uphill = torch::autograd::grad({loss}, {start})[0].sign();
  const torch::Tensor moved = start.detach() + 1.25 * options_.robust * uphill - chips;
  return (chips + moved.clamp(-options_.robust, options_.robust)).clamp(0, 1);
}

NamedValues GenderObjective::validate() {
  const torch::Tensor logits = gender_logits(*net_, validation_.chips, device_);
  const torch::Tensor answers = (logits > 0).to(torch::kInt64);
  return {{"auc", gender_auc(logits, validation_.labels)},
          {"accuracy", (answers == validation_.labels).to(torch::kFloat32).mean().item<double>()}};
}

}  // namespace antifaz
