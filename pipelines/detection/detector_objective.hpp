#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "models/detection/detector_net.hpp"
#include "models/mean_weights.hpp"
#include "pipelines/detection/compose.hpp"
#include "pipelines/detection/detection_figures.hpp"
#include "pipelines/training/trainer.hpp"

namespace antifaz {

struct DetectorObjectiveOptions {
  std::size_t batch = 16;
  std::size_t pictures = 3200;            ///< composed for an epoch
  std::size_t validation_pictures = 240;  ///< the same after every epoch
  std::size_t empty_pictures = 500;       ///< without a face, for the threshold
  double mean_decay = 0.999;              ///< of the mean weights, a step
  torch::Device device = torch::kCPU;
  ComposeOptions compose;
};

/// Teaches the detector on pictures composed anew for every step. What is validated and shipped is
/// the running mean of the weights (Polyak & Juditsky 1992), which at a constant rate does what a
/// falling rate else would. Validation: pictures of other people on other backgrounds.
class DetectorObjective : public Objective {
 public:
  DetectorObjective(ComposeSources training, ComposeSources validation,
                    const DetectorObjectiveOptions& options);

  torch::nn::Module& module() override { return *net_; }
  torch::nn::Module& state() override { return mean_.state(); }
  std::size_t size() const override { return options_.pictures; }
  std::size_t batch() const override { return options_.batch; }
  Loss loss(const torch::Tensor& rows, std::int64_t epoch) override;
  /// 1 - average precision, recall by size and false finds a picture without a face at a score of
  /// 0.5; then tells `validated`.
  NamedValues validate() override;
  /// The least score, between 0.3 and 0.9, at which pictures without a face (backgrounds of the
  /// validation part) have two false finds in a thousand.
  double threshold();
  /// Goes on from the weights of a detector. Throws `Error` where the file is none.
  void begin_with(const std::filesystem::path& weights);

  const std::shared_ptr<DetectorNet>& mean_net() const { return mean_net_; }
  /// Told after every validation how many steps there were and what was found.
  std::function<void(const TrainReport&)> validated = [](const TrainReport&) {};

 private:
  /// What the mean network has for faces at a glance, in pictures of one size.
  std::vector<std::vector<Face>> candidates(const std::vector<cv::Mat>& pictures);
  /// What it finds in each picture.
  std::vector<std::vector<Face>> find(const std::vector<cv::Mat>& pictures);
  /// Where the losses are computed: on the CPU.
  DetectorOutput look(DetectorNet& net, const std::vector<cv::Mat>& pictures) const;

  std::shared_ptr<DetectorNet> net_, mean_net_;
  MeanWeights mean_;
  ComposeSources training_, validation_;
  DetectorObjectiveOptions options_;
  DetectorCells cells_;
};

}  // namespace antifaz
