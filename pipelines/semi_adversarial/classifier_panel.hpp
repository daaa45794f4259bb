#pragma once

#include <torch/nn/module.h>
#include <torch/types.h>

#include <memory>
#include <vector>

#include "models/judges/gender_judge.hpp"

namespace antifaz {

struct ClassifierPanelOptions {
  double strength = 1.2;      ///< `SanOptions::strength`
  double independence = 0.5;  ///< weight of `independence_loss` beside `gender_loss`
  double share = 1;           ///< of a batch that each looks at, at least one face
  bool bfloat16 = false;
};

/// Frozen gender classifiers that protected faces must confound. Those that resisted most so far
/// are drawn most: a running mean of each one's loss, a buffer, which a checkpoint keeps. Each that
/// is drawn sees a view of its own (`as_programs_cut`): in colour or grey, sharp or small, wide or
/// tight.
class ClassifierPanel : public torch::nn::Module {
 public:
  /// On `chips`, uint8 [N, 3, kChipSize, kChipSize], each classifier's typical logit, its unit, is
  /// measured: some hundred are enough.
  ClassifierPanel(std::vector<std::shared_ptr<GenderJudge>> judges, const torch::Tensor& chips,
                  const ClassifierPanelOptions& options, torch::Device device);

  bool empty() const { return judges_.empty(); }
  /// The mean loss of `n` of them (all where there are fewer), drawn; scalar, 0 where there is
  /// none. They look at `faces` [N, 3, kChipSize, kChipSize], but the last one, where
  /// it is defined, at `restored`, what was made of the first of them. `targets` [N] (`Target`),
  /// `labels` [N] (`Gender`, -1 unknown).
  torch::Tensor loss(const torch::Tensor& faces, const torch::Tensor& restored,
                     const torch::Tensor& targets, const torch::Tensor& labels, std::size_t n);

 private:
  void remember(std::size_t judge, double loss);

  std::vector<std::shared_ptr<GenderJudge>> judges_;
  ClassifierPanelOptions options_;
  std::vector<double> typical_logit_;  ///< mean |logit| of each on training faces
  torch::Tensor resistance_;           ///< [judges], running mean of each one's loss
};

}  // namespace antifaz
