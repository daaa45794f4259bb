#pragma once

#include <memory>
#include <vector>

#include "models/judges/embedding_net.hpp"
#include "models/judges/gender_judge.hpp"
#include "models/semi_adversarial/san2018.hpp"
#include "pipelines/semi_adversarial/san2018_options.hpp"
#include "pipelines/training/trainer.hpp"
#include "pipelines/training/training_data.hpp"

namespace antifaz {

struct San2018Judges {
  std::shared_ptr<GenderJudge> predictor;  ///< network II, frozen
  std::shared_ptr<EmbeddingNet> matcher;   ///< network III, frozen; embeddings of length 1
  std::vector<std::shared_ptr<GenderJudge>> watchers;  ///< never in a loss: validation only
};

/// Trains network I of 2018 on grey faces. Flips mirror face and prototypes together. Validation:
/// AUC of each watcher and mean cosine in the outputs SM, NT and OP, and PSNR of OP.
class San2018Objective : public Objective {
 public:
  /// Only labelled faces are used; the prototypes are averages of those of the training part.
  /// Throws `Error` where one of the two has no face there, or the validation part none at all.
  San2018Objective(San2018 net, San2018Judges judges, const TrainingFaces& faces,
                   const San2018Options& options, torch::Device device);

  /// As `average_faces` gives them.
  const torch::Tensor& prototypes() const { return prototypes_; }
  torch::nn::Module& module() override { return *net_; }
  std::size_t size() const override { return training_.size(); }
  std::size_t batch() const override { return options_.batch; }
  Loss loss(const torch::Tensor& rows, std::int64_t epoch) override;
  NamedValues validate() override;

 private:
  /// A batch as the network sees it.
  struct View {
    torch::Tensor chips;   ///< luma of the chips, [N, 1, kChipSize, kChipSize]
    torch::Tensor grey;    ///< in the frame, [N, 1, 224, 224]
    torch::Tensor labels;  ///< [N]
    bool mirrored = false;
  };
  View view(const FaceDataset& faces, const torch::Tensor& rows, bool mirrored) const;
  std::vector<torch::Tensor> outputs(const View& view, const std::vector<torch::Tensor>& wanted);
  torch::Tensor prototype(const View& view, const torch::Tensor& targets) const;
  torch::Tensor predict(const torch::Tensor& grey);
  /// What matchers and watchers see: the chip with its frame replaced, as RGB.
  torch::Tensor replaced(const View& view, const torch::Tensor& output) const;
  torch::Tensor embed(const torch::Tensor& chips);

  San2018 net_;
  San2018Judges judges_;
  FaceDataset training_, validation_;
  torch::Tensor prototypes_;
  torch::Tensor framed_prototypes_;  ///< [3, 3, 224, 224]
  San2018Options options_;
  torch::Device device_;
};

}  // namespace antifaz
