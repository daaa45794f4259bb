#pragma once

#include "models/autoencoders/apply.hpp"
#include "pipelines/training/trainer.hpp"

namespace antifaz {

/// Examples to learn from: uint8 (images, 0 to 255 stand for 0 to 1) or floating point,
/// [N, shape...].
struct Examples {
  torch::Tensor clean;
  torch::Tensor noisy;  ///< undefined, or of the same shape: what the model is shown instead

  const torch::Tensor& shown() const { return noisy.defined() ? noisy : clean; }
  std::size_t size() const { return clean.defined() ? static_cast<std::size_t>(clean.size(0)) : 0; }
};

/// What a training goes by.
struct AutoencoderData {
  Examples training, validation;  ///< validation may be none
  std::size_t batch = 64;         ///< examples a step
};

/// Training and validation examples: every tenth validates, whatever the seed, so that all models
/// are judged on the same ones.
std::pair<Examples, Examples> split_examples(const Examples& all);

/// Trains any autoencoder with the loss that its variant owns, where its tensors are. Validation:
/// that loss, as it is after any warm-up ("loss", first: what patience goes by), and the mean
/// squared error of the reconstructions ("mse").
class AutoencoderObjective : public Objective {
 public:
  /// Throws `Error` where the examples' shape is not the model's.
  AutoencoderObjective(std::shared_ptr<Autoencoder> model, AutoencoderData data);

  torch::nn::Module& module() override { return *model_; }
  std::size_t size() const override { return data_.training.size(); }
  std::size_t batch() const override { return data_.batch; }
  Loss loss(const torch::Tensor& rows, std::int64_t epoch) override;
  NamedValues validate() override;

 private:
  std::shared_ptr<Autoencoder> model_;
  AutoencoderData data_;
};

/// Trains or, where the variant has a closed form, fits, once the model was told where the clean
/// training examples lie (`Autoencoder::centre`). The observer hears of a model that ends worse
/// than `mean_example_error`.
TrainReport train_autoencoder(std::shared_ptr<Autoencoder> model, const AutoencoderData& data,
                              const TrainerOptions& options, Observer& observer);

/// Greedy layer-wise pretraining (Hinton et al. 2006; Vincent et al. 2008; Lu et al. 2013): trains
/// the model's layers one after the other, each on the codes of those before it (of pairs, from the
/// noisy codes to the clean ones), in the folders `options.folder`/layer1, layer2, ... With
/// `options.resume` layers that were begun go on. Throws `Error` where the model is no stack of
/// layers.
void pretrain_layers(Autoencoder& model, const AutoencoderData& data, const TrainerOptions& options,
                     Observer& observer);

/// Pretraining, then training; with `options.resume` it goes on with whichever was begun last.
TrainReport pretrain_and_train(std::shared_ptr<Autoencoder> model, const AutoencoderData& data,
                               const TrainerOptions& pretraining, const TrainerOptions& options,
                               Observer& observer);

/// `expect_run_folder` of a run that pretrains first: it is begun once its first layer is. To be
/// asked before anything is read.
void expect_pretraining_folder(const TrainerOptions& options);

}  // namespace antifaz
