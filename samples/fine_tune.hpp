#pragma once

#include <torch/nn/modules/batchnorm.h>
#include <torch/nn/modules/linear.h>

#include "models/autoencoders/autoencoder.hpp"
#include "pipelines/training/trainer.hpp"

namespace antifaz {

/// The encoder of an autoencoder and, on its normalised code, one linear layer: a classifier that
/// can begin with what the autoencoder learned without labels.
class EncoderClassifier : public torch::nn::Module {
 public:
  /// `frozen`: only the linear layer learns.
  EncoderClassifier(std::shared_ptr<Autoencoder> encoder, std::int64_t classes, bool frozen);

  /// Logits [N, classes].
  torch::Tensor forward(const torch::Tensor& images);

 private:
  std::shared_ptr<Autoencoder> encoder_;
  torch::nn::BatchNorm1d normal_{nullptr};
  torch::nn::Linear head_{nullptr};
};

/// Labelled images.
struct LabelledImages {
  torch::Tensor images;  ///< uint8 [N, C, H, W]
  torch::Tensor labels;  ///< int64 [N]
};

/// Cross-entropy on images that are mirrored half of the time. Validation: "accuracy".
class FineTuneObjective : public Objective {
 public:
  FineTuneObjective(std::shared_ptr<EncoderClassifier> classifier, LabelledImages training,
                    LabelledImages validation, std::size_t batch);

  torch::nn::Module& module() override { return *classifier_; }
  std::size_t size() const override { return static_cast<std::size_t>(training_.labels.size(0)); }
  std::size_t batch() const override { return batch_; }
  Loss loss(const torch::Tensor& rows, std::int64_t epoch) override;
  NamedValues validate() override;

 private:
  std::shared_ptr<EncoderClassifier> classifier_;
  LabelledImages training_, validation_;
  std::size_t batch_;
};

/// For each image whether it is named rightly, float64 [N] of 0 and 1.
torch::Tensor named_rightly(EncoderClassifier& classifier, const LabelledImages& images);

}  // namespace antifaz
