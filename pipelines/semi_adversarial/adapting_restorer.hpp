#pragma once

#include <torch/nn/module.h>

#include "models/semi_adversarial/restoration_net.hpp"

namespace antifaz {

/// A restoration network that keeps learning to undo the protection while the generator learns.
/// Classifiers that also look at what it makes of protected faces teach the generator changes that
/// outlive an attacker who has pairs of originals and protected faces. From time to time it begins
/// anew with other random weights: changes that outlive one network's habits need not outlive
/// another's. Its weights are the module's, so a checkpoint can hold them; it learns by the sign of
/// the gradient (Bernstein et al. 2018), which needs no state besides.
class AdaptingRestorer : public torch::nn::Module {
 public:
  /// `rate`: how far a step moves each weight. `bfloat16`: see `MixedPrecision`. `life`: steps
  /// from one beginning to the next, at least 1.
  explicit AdaptingRestorer(double rate = 3e-4, bool bfloat16 = false, int64_t life = 600);

  /// One step on `changed` faces and their `originals`, [N, 3, S, S] in [0, 1]; no gradient flows
  /// back to them. Returns the share of the mean absolute change it took back before the step: 1
  /// all, 0 nothing, below 0 it did harm; 0 where nothing was changed.
  double learn(const torch::Tensor& changed, const torch::Tensor& originals);
  /// What it makes of `changed` [N, 3, S, S] in [0, 1]; with gradient to them, not to its weights.
  torch::Tensor undone(const torch::Tensor& changed);

 private:
  void begin_anew();

  RestorationNet net_;
  torch::Tensor steps_;  ///< buffer, int64 [1]: learnt so far
  double rate_;
  bool bfloat16_;
  int64_t life_;
};

}  // namespace antifaz
