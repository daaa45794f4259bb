#pragma once

#include <memory>
#include <vector>

#include "models/judges/embedding_net.hpp"
#include "models/judges/gender_net.hpp"
#include "models/semi_adversarial/gender_neighbours.hpp"
#include "models/semi_adversarial/generator.hpp"
#include "models/semi_adversarial/protected_gallery.hpp"
#include "pipelines/semi_adversarial/adapting_attackers.hpp"
#include "pipelines/semi_adversarial/adapting_restorer.hpp"
#include "pipelines/semi_adversarial/classifier_panel.hpp"
#include "pipelines/semi_adversarial/san_options.hpp"
#include "pipelines/training/trainer.hpp"
#include "pipelines/training/training_data.hpp"

namespace antifaz {

/// Who stands in the loop beside the generator; all frozen but those who adapt.
struct SanJudges {
  std::vector<std::shared_ptr<GenderJudge>>
      classifiers;  ///< network II, several families: what fools many fools strangers too
  std::vector<std::shared_ptr<GenderJudge>>
      strong;  ///< classifiers too slow for all faces: one a step, and part of a batch
  std::vector<std::shared_ptr<EmbeddingNet>>
      matchers;  ///< network III; one, drawn at random, judges a step: they are the dearest judges
  std::vector<std::shared_ptr<GenderJudge>> watchers;  ///< never in a loss: validation only
  std::vector<GenderNet>
      adapting;  ///< not frozen: learn from protected faces (`AdaptingAttackers`)
};

/// The three-network system: the generator learns to move every classifier's answer to the
/// target's, whoever the face is, while the matcher still recognises it and the change stays small.
/// Genuine pairs match far above any threshold: this slack is spent on moving the face's embedding
/// among faces of the target's gender, and on leaving nothing to whoever learns from a gallery of
/// protected ones. Labels serve the prototypes, these neighbours, all
/// attackers and validation only. Validation: AUC of each watcher in opposite, neutral and random
/// mode; for the first matcher the mean cosine and the AUC of the neighbours.
class SanObjective : public Objective {
 public:
  /// Throws `Error` where the loop has no classifier or no matcher, the training part lacks one of
  /// the two labels, or the validation part has none.
  SanObjective(Generator generator, SanJudges judges, const TrainingFaces& faces,
               const SanOptions& options, torch::Device device);

  torch::nn::Module& module() override { return *generator_; }
  torch::nn::Module& state() override { return state_; }
  std::size_t size() const override { return training_.size(); }
  std::size_t batch() const override { return options_.batch; }
  Loss loss(const torch::Tensor& rows, std::int64_t epoch) override;
  NamedValues validate() override;

 private:
  /// A batch before and after, and what is wanted of it.
  struct Batch {
    torch::Tensor chips, targets, labels, result;
  };
  struct Restored {
    torch::Tensor faces;  ///< undefined without a restorer
    double taken_back = 0;
  };
  struct Attacked {
    torch::Tensor told;  ///< what adapting attackers can tell
    double bits = 1;
  };
  struct Matched {
    torch::Tensor match, neighbours, gallery;
    double cosine = 0;
  };
  struct Kept {
    torch::Tensor structure, pixels;
    double ssim = 0, psnr_db = 0;
  };

  /// Of classifiers that look at a share of each batch.
  std::shared_ptr<ClassifierPanel> panel(const std::vector<std::shared_ptr<GenderJudge>>& judges,
                                         double share) const;
  Batch protect_batch(const torch::Tensor& rows);
  /// Faces as classifiers meet them elsewhere: moved, rescaled, in other light.
  torch::Tensor seen_again(const torch::Tensor& faces) const;
  Restored restore(const Batch& batch);
  Attacked attack(const torch::Tensor& view, const torch::Tensor& labels);
  Matched match(const Batch& batch);
  Kept likeness(const Batch& batch) const;
  torch::Tensor protect(const torch::Tensor& chips, const torch::Tensor& targets);
  torch::Tensor protect_all(const torch::Tensor& targets);

  Generator generator_;
  SanJudges judges_;
  std::shared_ptr<AdaptingAttackers> adapting_;
  std::shared_ptr<AdaptingRestorer> restorer_;  ///< null without `SanOptions::restoring`
  torch::nn::Module state_;                     ///< generator, who adapts, who resists
  FaceDataset training_, validation_;
  SanOptions options_;
  torch::Device device_;
  torch::Tensor mask_;
  std::shared_ptr<ClassifierPanel> classifiers_, strong_;
  std::vector<GenderNeighbours> neighbours_;                  ///< of each matcher
  std::vector<std::shared_ptr<ProtectedGallery>> galleries_;  ///< of each matcher
};

}  // namespace antifaz
