#pragma once

#include <torch/nn/module.h>

#include <filesystem>
#include <memory>
#include <string>

namespace antifaz {

/// Takes `mean`, a module of the same kind as `net`, a step further as the running mean of its
/// weights (Polyak & Juditsky 1992), which at a constant rate does what a falling rate else would:
/// it keeps `decay` of itself, less during the first of its `steps`. Counters are copied.
void follow_weights(torch::nn::Module& mean, const torch::nn::Module& net, double decay,
                    double steps);

/// A network that is trained and one that is its running mean, with what a checkpoint keeps of
/// them.
class MeanWeights {
 public:
  /// `mean` is a network of the kind of `net`; it is not trained. `name` is the state's.
  MeanWeights(const std::string& name, std::shared_ptr<torch::nn::Module> net,
              std::shared_ptr<torch::nn::Module> mean, torch::Device device);

  /// Both networks and how many steps the mean has seen.
  torch::nn::Module& state() { return *state_; }
  double steps() const { return steps_.item<double>(); }
  /// The mean takes a step, as `follow_weights` does.
  void follow(double decay);
  /// Both go on from weights, the mean as after many steps. Throws `Error` where the file holds no
  /// network of this architecture.
  void begin_with(const std::filesystem::path& weights, const std::string& architecture);

 private:
  std::shared_ptr<torch::nn::Module> net_, mean_, state_;
  torch::Tensor steps_;
};

}  // namespace antifaz
