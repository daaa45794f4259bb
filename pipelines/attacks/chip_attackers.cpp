#include <torch/types.h>

#include "pipelines/attacks/chip_training.hpp"
#include "pipelines/training/scoring.hpp"

namespace antifaz {
namespace {

constexpr char kBudget[] =
    "residual CNN from scratch, 64 x 64 pixels, about 25,600 views (4 to 30 epochs)";

/// Answers with the network that it trained on chips.
class ChipAttacker : public Attacker {
 public:
  explicit ChipAttacker(const AttackTraining& training) : training_(training) {}

  torch::Tensor scores(const AttackFaces& faces, const torch::Tensor& rows,
                       Version version) override {
    const torch::Tensor chips = faces.chips[version].index_select(0, rows);
    return torch::sigmoid(gender_logits(*net_, chips, training_.device)).to(torch::kDouble);
  }

 protected:
  AttackTraining training_;
  GenderNet net_{nullptr};
};

class RetrainedAttacker : public ChipAttacker {
 public:
  using ChipAttacker::ChipAttacker;

  Description description() const override {
    return {"retrained CNN", "retrained", "gender", false, kBudget};
  }
  void train(const AttackFaces& faces, const torch::Tensor& rows, Version version) override {
    net_ = train_chip_classifier(
        faces.chips[version].index_select(0, rows), faces.labels.index_select(0, rows), {},
        training_, version == kOriginalVersion ? "attacker on originals" : "attacker on protected");
  }
};

/// Only mirrored images to learn from: other changes would drown what protection leaves behind.
AugmentOptions mirrored_only() {
  AugmentOptions augment;
  augment.zoom = augment.shift = augment.rotate = 0;
  augment.brightness = augment.contrast = augment.saturation = 0;
  augment.noise = augment.coarse = 0;
  return augment;
}

class DetectionAttacker : public ChipAttacker {
 public:
  using ChipAttacker::ChipAttacker;

  Description description() const override {
    return {"detector of protection", "detection", "protected", false, kBudget};
  }
  void train(const AttackFaces& faces, const torch::Tensor& rows, Version) override {
    const auto of = [&](Version version) { return faces.chips[version].index_select(0, rows); };
    const torch::Tensor labels =
        torch::cat({torch::zeros_like(rows), torch::ones_like(rows)}).to(torch::kInt64);
    net_ = train_chip_classifier(torch::cat({of(kOriginalVersion), of(kProtectedVersion)}), labels,
                                 mirrored_only(), training_, "detector of protection");
  }
};

}  // namespace

std::unique_ptr<Attacker> make_retrained_attacker(const AttackTraining& training) {
  return std::make_unique<RetrainedAttacker>(training);
}

std::unique_ptr<Attacker> make_detection_attacker(const AttackTraining& training) {
  return std::make_unique<DetectionAttacker>(training);
}

}  // namespace antifaz
