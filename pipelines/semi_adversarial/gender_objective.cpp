#include "pipelines/semi_adversarial/gender_objective.hpp"

#include <torch/autograd.h>
#include <torch/types.h>
#include <torch/utils.h>

#include "pipelines/training/mixed_precision.hpp"
#include "pipelines/training/scoring.hpp"
#include "src/core/error.hpp"
#include "src/tensors/image_tensor.hpp"

namespace antifaz {
namespace {

constexpr double kSmoothing = 0.05;

FaceDataset with_both_labels(const FaceDataset& faces, const std::string& part) {
  FaceDataset labelled = faces.labelled();
  const int64_t men =
      (labelled.labels == static_cast<int64_t>(Gender::kMale)).sum().item<int64_t>();
  if (men == 0 || men == labelled.labels.size(0)) {
    throw Error("the " + part + " part needs faces labelled female and male; it has " +
                std::to_string(labelled.labels.size(0) - men) + " and " + std::to_string(men));
  }
  return labelled;
}

}  // namespace

GenderObjective::GenderObjective(GenderNet net, const FaceDataset& training,
                                 const FaceDataset& validation, const AugmentOptions& augment,
                                 double robust, std::size_t batch, torch::Device device,
                                 bool bfloat16)
    : net_(std::move(net)),
      training_(with_both_labels(training, "training")),
      validation_(with_both_labels(validation, "validation")),
      augment_(augment),
      robust_(robust),
      batch_(batch),
      device_(device),
      bfloat16_(bfloat16) {
  net_->to(device_);
}

Objective::Loss GenderObjective::loss(const torch::Tensor& rows, std::int64_t) {
  torch::Tensor chips = to_unit_range(training_.chips.index_select(0, rows).to(device_));
  const torch::Tensor labels =
      training_.labels.index_select(0, rows).to(device_).to(torch::kFloat32);
  chips = augment_look(augment_geometry(chips, augment_), augment_);
  const torch::Tensor wanted = labels * (1 - 2 * kSmoothing) + kSmoothing;
  if (robust_ > 0) chips = attacked(chips, wanted);
  const torch::Tensor logits = answer(*net_, chips, bfloat16_);
  const torch::Tensor loss = torch::binary_cross_entropy_with_logits(logits, wanted);
  const double accuracy =
      ((logits > 0).to(torch::kFloat32) == labels).to(torch::kFloat32).mean().item<double>();
  return {loss, {{"accuracy", accuracy}}};
}

torch::Tensor GenderObjective::attacked(const torch::Tensor& chips, const torch::Tensor& wanted) {
  const torch::Tensor start =
      (chips + robust_ * (2 * torch::rand_like(chips) - 1)).clamp(0, 1).requires_grad_();
  const torch::Tensor loss =
      torch::binary_cross_entropy_with_logits(answer(*net_, start, bfloat16_), wanted);
  const torch::Tensor uphill = torch::autograd::grad({loss}, {start})[0].sign();
  const torch::Tensor moved = start.detach() + 1.25 * robust_ * uphill - chips;
  return (chips + moved.clamp(-robust_, robust_)).clamp(0, 1);
}

NamedValues GenderObjective::validate() {
  const torch::Tensor logits = gender_logits(net_, validation_.chips, device_);
  const torch::Tensor answers = (logits > 0).to(torch::kInt64);
  return {{"auc", gender_auc(logits, validation_.labels)},
          {"accuracy", (answers == validation_.labels).to(torch::kFloat32).mean().item<double>()}};
}

}  // namespace antifaz
