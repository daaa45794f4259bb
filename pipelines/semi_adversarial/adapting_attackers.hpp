#pragma once

#include <torch/nn/module.h>

#include <vector>

#include "models/judges/gender_net.hpp"

namespace antifaz {

/// Gender classifiers that keep learning from protected faces with their true labels while the
/// generator learns: who wins against those that stand still need not win against those who adapt
/// (the min-max of Goodfellow et al. 2014; Edwards & Storkey 2016 for attributes). Two at a time:
/// one that has learnt for long has been driven where it answers as the generator likes, so in turn
/// the older of the two goes back to where it began and the next one starts. Their weights are the
/// module's, so a checkpoint can hold them; they learn by plain gradient steps, which need no state
/// besides.
class AdaptingAttackers : public torch::nn::Module {
 public:
  /// Takes copies of nobody: `nets` themselves change. `rate` is the step's learning rate, `turn`
  /// the steps from one change of attackers to the next, at least 1. A single one restarts itself.
  explicit AdaptingAttackers(std::vector<GenderNet> nets, double rate = 0.02, int64_t turn = 300);

  bool empty() const { return nets_.empty(); }
  /// One step of those whose turn it is on `faces` [N, 3, S, S] in [0, 1] (no gradient flows back
  /// to them) and `labels` [N] (`Gender`, -1 unknown: left out). Returns their mean cross-entropy
  /// in bits; 1 is guessing.
  double learn(const torch::Tensor& faces, const torch::Tensor& labels);
  /// What they can tell of the labels: the squared distance between the mean logits of women and
  /// men, mean over those whose turn it is; scalar with gradient to `faces`, 0 without one of
  /// either.
  torch::Tensor gap(const torch::Tensor& faces, const torch::Tensor& labels);

 private:
  std::vector<GenderNet> at_work();
  void begin_step();

  std::vector<GenderNet> nets_;
  std::vector<std::vector<torch::Tensor>> began_;  ///< buffers: the weights of each at first
  torch::Tensor steps_;                            ///< buffer, int64 [1]: learnt so far
  double rate_;
  int64_t turn_;
};

}  // namespace antifaz
