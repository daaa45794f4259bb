#include "pipelines/attacks/chip_training.hpp"

#include <torch/nn/module.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <algorithm>

#include "models/weights.hpp"
#include "pipelines/training/trainer.hpp"
#include "src/tensors/image_tensor.hpp"

namespace antifaz {
namespace {

constexpr std::size_t kBatch = 64;

class ChipObjective : public Objective {
 public:
  ChipObjective(GenderNet net, torch::Tensor chips, torch::Tensor labels,
                const AugmentOptions& augment, torch::Device device)
      : net_(std::move(net)),
        chips_(std::move(chips)),
        labels_(labels.to(torch::kFloat32)),
        augment_(augment),
        device_(device) {
    net_->to(device_);
    const float share = labels_.mean().item<float>();
    weights_ = labels_ * (0.5F / share) + (1 - labels_) * (0.5F / (1 - share));
  }

  torch::nn::Module& module() override { return *net_; }
  std::size_t size() const override { return static_cast<std::size_t>(chips_.size(0)); }
  std::size_t batch() const override { return kBatch; }

  Loss loss(const torch::Tensor& rows, std::int64_t) override {
    torch::Tensor chips = to_unit_range(chips_.index_select(0, rows).to(device_));
    chips = augment_look(augment_geometry(chips, augment_), augment_);
    const torch::Tensor loss = torch::binary_cross_entropy_with_logits(
        net_->forward(chips), labels_.index_select(0, rows).to(device_),
        weights_.index_select(0, rows).to(device_));
    return {loss, {}};
  }
  NamedValues validate() override { return {}; }

 private:
  GenderNet net_;
  torch::Tensor chips_, labels_, weights_;
  AugmentOptions augment_;
  torch::Device device_;
};

}  // namespace

int epochs_for(std::size_t images, std::size_t views) {
  const std::size_t rounds = (views + images - 1) / std::max<std::size_t>(images, 1);
  return static_cast<int>(std::clamp<std::size_t>(rounds, 4, 30));
}

GenderNet train_chip_classifier(const torch::Tensor& chips, const torch::Tensor& labels,
                                const AugmentOptions& augment, const AttackTraining& training,
                                const std::string& stage) {
  torch::manual_seed(training.seed);
  GenderNetOptions look;
  look.size = std::min(look.size, static_cast<int>(chips.size(3)));
  GenderNet net(look);
  to_channels_last(*net);
  ChipObjective objective(net, chips, labels, augment, training.device);
  TrainerOptions options;
  options.epochs = epochs_for(objective.size(), kClassifierViews);
  options.seed = training.seed;
  StageObserver observer(training.observer, stage);
  train(objective, options, observer);
  freeze(*net);
  return net;
}

}  // namespace antifaz
