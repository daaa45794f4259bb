#pragma once

#include <array>
#include <functional>
#include <memory>

#include "models/landmarks/landmark_net.hpp"
#include "models/mean_weights.hpp"
#include "pipelines/landmarks/face_sample.hpp"
#include "pipelines/training/trainer.hpp"

namespace antifaz {

/// Wing loss (Feng et al. 2018) between points [N, P, 2] in parts of a crop's side: as L1 far away,
/// steeper the nearer, so that small errors, of which there are most, count.
torch::Tensor wing_loss(const torch::Tensor& found, const torch::Tensor& wanted);

struct LandmarkObjectiveOptions {
  std::size_t batch = 64;
  std::size_t validation_faces = 500;  ///< at most; the same samples after every epoch
  double mean_decay = 0.998;           ///< of the mean weights, a step
  torch::Device device = torch::kCPU;
  FaceSampleOptions samples;
};

/// Teaches the landmark network; an epoch is a pass over the faces, each moved and worsened anew.
/// What is validated and shipped is the running mean of the weights.
class LandmarkObjective : public Objective {
 public:
  LandmarkObjective(LandmarkSources training, LandmarkSources validation,
                    const LandmarkObjectiveOptions& options);

  torch::nn::Module& module() override { return *net_; }
  torch::nn::Module& state() override { return mean_.state(); }
  std::size_t size() const override { return training_.faces.size(); }
  std::size_t batch() const override { return options_.batch; }
  Loss loss(const torch::Tensor& rows, std::int64_t epoch) override;
  /// Mean distances to the teachers' points in eye distances, on people held out: of the five and
  /// of the shape, on crops a little off as a detector leaves them, and on worsened ones; then
  /// tells `validated`.
  NamedValues validate() override;
  /// Goes on from weights. Throws `Error` where the file holds no landmark network.
  void begin_with(const std::filesystem::path& weights);

  const std::shared_ptr<LandmarkNet>& mean_net() const { return mean_net_; }
  /// Told after every validation how many steps there were and what was found.
  std::function<void(const TrainReport&)> validated = [](const TrainReport&) {};

 private:
  /// Errors of the mean network on the validation faces: five, shape.
  std::array<double, 2> errors(const FaceSampleOptions& samples);

  std::shared_ptr<LandmarkNet> net_, mean_net_;
  MeanWeights mean_;
  LandmarkSources training_, validation_;
  LandmarkObjectiveOptions options_;
};

}  // namespace antifaz
