#pragma once

#include <memory>

#include "models/judges/gender_net.hpp"
#include "models/semi_adversarial/generator.hpp"
#include "pipelines/training/augment.hpp"
#include "pipelines/training/trainer.hpp"
#include "pipelines/training/training_data.hpp"

namespace antifaz {

struct GenderObjectiveOptions {
  AugmentOptions augment;
  double robust = 0;  ///< in units of the full range; 0: faces as they are
  std::size_t batch = 64;
  bool bfloat16 = false;                 ///< learn in `MixedPrecision`
  std::shared_ptr<GenderJudge> teacher;  ///< its answers take the labels' place; may be null
  Generator generator{nullptr};  ///< half of each batch are faces that it protected; may be null
};

/// Trains a gender classifier (network II) on labelled chips with smoothed binary cross-entropy, so
/// that a few wrong labels do not rule. With `robust` > 0 every batch is first attacked by one
/// gradient step of at most that much a pixel from a random start (Wong, Rice, Kolter 2020): what
/// fools a slightly robust classifier fools strangers far more often (Springer, Mitchell, Kenyon
/// 2021). With a teacher it learns the teacher's probabilities on the very views that it sees
/// itself (Hinton, Vinyals, Dean 2015), of unlabelled faces too: a small, fast stand-in for it.
/// Validation: AUC and accuracy on faces as they are.
class GenderObjective : public Objective {
 public:
  /// Throws `Error` where a part lacks one of the two labels; with a teacher the training part
  /// needs none.
  GenderObjective(GenderNet net, const TrainingFaces& faces, const GenderObjectiveOptions& options,
                  torch::Device device);

  torch::nn::Module& module() override { return *net_; }
  std::size_t size() const override { return training_.size(); }
  std::size_t batch() const override { return options_.batch; }
  Loss loss(const torch::Tensor& rows, std::int64_t epoch) override;
  NamedValues validate() override;

 private:
  /// The faces of a batch as they are, or half of them protected towards random targets.
  torch::Tensor faces_of(const torch::Tensor& rows);
  /// What the network should say, as probabilities [N].
  torch::Tensor wanted(const torch::Tensor& view, const torch::Tensor& labels);
  torch::Tensor attacked(const torch::Tensor& chips, const torch::Tensor& wanted);

  GenderNet net_;
  FaceDataset training_, validation_;
  GenderObjectiveOptions options_;
  torch::Device device_;
  torch::Tensor mask_;
};

}  // namespace antifaz
