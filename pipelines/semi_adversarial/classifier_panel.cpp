#include "pipelines/semi_adversarial/classifier_panel.hpp"

#include <torch/utils.h>

#include <algorithm>

#include "models/semi_adversarial/losses.hpp"
#include "models/weights.hpp"
#include "pipelines/training/augment.hpp"
#include "pipelines/training/mixed_precision.hpp"
#include "pipelines/training/scoring.hpp"

namespace antifaz {
namespace {

/// A loss that is larger by this is drawn e times as often.
constexpr double kDrawnOftener = 0.5;
constexpr double kRemembered = 0.98;  // of a running loss at the next one

int64_t part_of(int64_t all, double share) {
  return std::max<int64_t>(1, static_cast<int64_t>(share * static_cast<double>(all)));
}

}  // namespace

ClassifierPanel::ClassifierPanel(std::vector<std::shared_ptr<GenderJudge>> judges,
                                 const torch::Tensor& chips, const ClassifierPanelOptions& options,
                                 torch::Device device)
    : judges_(std::move(judges)),
      options_(options),
      resistance_(
          register_buffer("resistance", torch::zeros(static_cast<int64_t>(judges_.size())))) {
  for (const auto& judge : judges_) {
    judge->to(device);
    freeze(*judge);
    typical_logit_.push_back(gender_logits(*judge, chips, device).abs().mean().item<double>() +
                             1e-6);
  }
}

torch::Tensor ClassifierPanel::loss(const torch::Tensor& faces, const torch::Tensor& restored,
                                    const torch::Tensor& targets, const torch::Tensor& labels,
                                    std::size_t n) {
  torch::Tensor total = torch::zeros({}, faces.options());
  n = std::min(n, judges_.size());
  if (n == 0) return total;
  // Half of the draws are blind: nobody is forgotten.
  const torch::Tensor weights = torch::softmax(resistance_.cpu() / kDrawnOftener, 0) +
                                1 / static_cast<double>(judges_.size());
  const torch::Tensor drawn = torch::multinomial(weights, static_cast<int64_t>(n));
  for (std::size_t k = 0; k < n; ++k) {
    const auto i = static_cast<std::size_t>(drawn[static_cast<int64_t>(k)].item<int64_t>());
    const torch::Tensor& whose = k + 1 == n && restored.defined() ? restored : faces;
    const int64_t seen = std::min(whose.size(0), part_of(faces.size(0), options_.share));
    const torch::Tensor wanted = targets.slice(0, 0, seen);
    const torch::Tensor view = as_programs_cut(whose.slice(0, 0, seen));
    const torch::Tensor logits = answer(*judges_[i], view, options_.bfloat16) / typical_logit_[i];
    const torch::Tensor one =
        gender_loss(logits, wanted, options_.strength) +
        options_.independence * independence_loss(logits, wanted, labels.slice(0, 0, seen));
    remember(i, one.item<double>());
    total = total + one;
  }
  return total / static_cast<double>(n);
}

void ClassifierPanel::remember(std::size_t judge, double loss) {
  const torch::NoGradGuard no_grad;
  resistance_[static_cast<int64_t>(judge)].mul_(kRemembered).add_((1 - kRemembered) * loss);
}

}  // namespace antifaz
