#pragma once

#include <torch/types.h>
#include <torch/utils.h>

#include <utility>

#include "models/judges/gender_net.hpp"
#include "pipelines/training/augment.hpp"
#include "pipelines/training/scoring.hpp"
#include "pipelines/training/trainer.hpp"
#include "src/tensors/image_tensor.hpp"
#include "tests/support/tiny_faces.hpp"

namespace antifaz::testing {

/// A small classifier; the same one for a seed.
inline GenderNet tiny_net(std::uint64_t seed) {
  torch::manual_seed(seed);
  GenderNetOptions options;
  options.width = 4;
  options.size = 32;
  return GenderNet(options);
}

/// A classifier that learns from changed faces, with dropout: all that a seed must bring back.
class TinyObjective : public Objective {
 public:
  TinyObjective(GenderNet net, FaceDataset training, std::size_t batch)
      : net_(std::move(net)), training_(std::move(training)), batch_(batch) {}

  torch::nn::Module& module() override { return *net_; }
  std::size_t size() const override { return training_.size(); }
  std::size_t batch() const override { return batch_; }
  Loss loss(const torch::Tensor& rows, std::int64_t) override {
    torch::Tensor chips = to_unit_range(training_.chips.index_select(0, rows));
    chips = augment_look(augment_geometry(chips, {}), {});
    const torch::Tensor loss = torch::binary_cross_entropy_with_logits(
        net_->forward(chips), training_.labels.index_select(0, rows).to(torch::kFloat32));
    return {loss, {{"entropy", loss.item<double>()}}};
  }
  NamedValues validate() override {
    const FaceDataset others = tiny_faces(16, 6);
    return {{"auc", gender_auc(gender_logits(*net_, others.chips, torch::kCPU), others.labels)}};
  }

 private:
  GenderNet net_;
  FaceDataset training_;
  std::size_t batch_;
};

}  // namespace antifaz::testing
