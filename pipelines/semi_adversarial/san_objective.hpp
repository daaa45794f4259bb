#pragma once

#include <memory>
#include <vector>

#include "models/judges/embedding_net.hpp"
#include "models/judges/gender_net.hpp"
#include "models/semi_adversarial/gender_neighbours.hpp"
#include "models/semi_adversarial/generator.hpp"
#include "pipelines/semi_adversarial/adapting_attackers.hpp"
#include "pipelines/semi_adversarial/adapting_restorer.hpp"
#include "pipelines/training/augment.hpp"
#include "pipelines/training/trainer.hpp"
#include "src/tensors/face_dataset.hpp"

namespace antifaz {

struct SanOptions {
  std::size_t batch = 32;
  double gender_weight = 1.0;
  double strength =
      1.2;  ///< logit wanted for a male target, in units of the classifier's typical logit
  double neutral_share = 0.2;  ///< of the targets; the others are half female, half male
  double match_weight = 10.0;
  double match_enough = 0.9;      ///< cosine beyond which more likeness earns nothing
  double neighbour_weight = 0.1;  ///< of what a matcher's embedding says by its neighbours
  double adapting_weight = 0.1;   ///< of what adapting attackers can tell
  double ssim_weight = 20.0;
  double ssim_enough = 0.95;  ///< SSIM beyond which more likeness earns nothing
  double pixel_weight = 1.0;
  double pixel_enough = 0.03;  ///< root mean square change that costs nothing (0.03 is 30.5 dB)
  std::size_t classifiers_a_step = 3;  ///< of those in the loop, drawn at random
  bool restoring = false;  ///< the last of these looks at what an `AdaptingRestorer` made of faces
  bool bfloat16 = false;   ///< compute the networks in bfloat16 (`MixedPrecision`)
  AugmentOptions
      augment;  ///< between generator and classifiers, so that changes survive rescaling and light
};

/// Who stands in the loop beside the generator; all frozen but those who adapt.
struct SanJudges {
  std::vector<GenderNet>
      classifiers;  ///< network II, several families: what fools many fools strangers too
  std::vector<std::shared_ptr<EmbeddingNet>>
      matchers;  ///< network III; one, drawn at random, judges a step: they are the dearest judges
  std::vector<GenderNet> watchers;  ///< never in a loss: validation only
  std::vector<GenderNet>
      adapting;  ///< not frozen: learn from protected faces (`AdaptingAttackers`)
};

/// The three-network system: the generator learns to move every classifier's answer to the
/// target's, whoever the face is, while the matcher still recognises it and the change stays small.
/// Genuine pairs match far above any threshold: this slack is spent on moving the face's embedding
/// among faces of the target's gender. Labels serve the prototypes, these neighbours, the adapting
/// attackers and validation only. Validation: AUC of each watcher in opposite, neutral and random
/// mode; for the first matcher the mean cosine and the AUC of the neighbours.
class SanObjective : public Objective {
 public:
  SanObjective(Generator generator, SanJudges judges, const FaceDataset& training,
               const FaceDataset& validation, const SanOptions& options, torch::Device device);

  torch::nn::Module& module() override { return *generator_; }
  torch::nn::Module& state() override { return state_; }
  std::size_t size() const override { return training_.size(); }
  std::size_t batch() const override { return options_.batch; }
  Loss loss(const torch::Tensor& rows, std::int64_t epoch) override;
  NamedValues validate() override;

 private:
  torch::Tensor protect(const torch::Tensor& chips, const torch::Tensor& targets);
  torch::Tensor protect_all(const torch::Tensor& targets);

  Generator generator_;
  SanJudges judges_;
  std::shared_ptr<AdaptingAttackers> adapting_;
  std::shared_ptr<AdaptingRestorer> restorer_;  ///< null without `SanOptions::restoring`
  torch::nn::Module state_;                     ///< generator and whoever adapts
  FaceDataset training_, validation_;
  SanOptions options_;
  torch::Device device_;
  torch::Tensor mask_;
  std::vector<double> typical_logit_;         ///< mean |logit| of each classifier on training faces
  std::vector<GenderNeighbours> neighbours_;  ///< of each matcher
};

}  // namespace antifaz
