#pragma once

#include "models/autoencoders/autoencoder.hpp"
#include "pipelines/trainer.hpp"

namespace antifaz {

/// Examples to learn from: uint8 (images, 0 to 255 stand for 0 to 1) or floating point,
/// [N, shape...].
struct Examples {
  torch::Tensor clean;
  torch::Tensor noisy;  ///< undefined, or of the same shape: what the model is shown instead

  std::size_t size() const { return clean.defined() ? static_cast<std::size_t>(clean.size(0)) : 0; }
};

/// float32 of the rows (int64 [B]) of examples as `Examples` holds them.
torch::Tensor float_rows(const torch::Tensor& examples, const torch::Tensor& rows);

/// What `f` makes of all examples (as `Examples` holds them), a batch at a time, on the CPU.
template <class Function>
torch::Tensor map_batches(const torch::Tensor& examples, Function f, int64_t batch = 128) {
  std::vector<torch::Tensor> parts;
  for (const torch::Tensor& some : examples.split(batch)) {
    torch::Tensor x =
        some.is_floating_point() ? some.to(torch::kFloat32) : some.to(torch::kFloat32).div(255);
    parts.push_back(f(x));
  }
  return torch::cat(parts);
}

/// Trains any autoencoder with the loss that its variant owns. Validation: the mean squared error
/// of its reconstructions ("mse", first).
class AutoencoderObjective : public Objective {
 public:
  /// Throws `Error` where the examples' shape is not the model's.
  AutoencoderObjective(std::shared_ptr<Autoencoder> model, Examples training, Examples validation,
                       std::size_t batch);

  torch::nn::Module& module() override { return *model_; }
  std::size_t size() const override { return training_.size(); }
  std::size_t batch() const override { return batch_; }
  Loss loss(const torch::Tensor& rows, std::int64_t epoch) override;
  Values validate() override;

 private:
  std::shared_ptr<Autoencoder> model_;
  Examples training_, validation_;
  std::size_t batch_;
};

/// Trains or, where the variant has a closed form, fits.
TrainReport train_autoencoder(std::shared_ptr<Autoencoder> model, const Examples& training,
                              const Examples& validation, std::size_t batch,
                              const TrainerOptions& options, Observer& observer);

/// Greedy layer-wise pretraining (Hinton et al. 2006; Vincent et al. 2008; Lu et al. 2013): trains
/// the model's layers one after the other, each on the codes of those before it, in the folders
/// `options.folder`/layer1, layer2, ... With `options.resume` layers that were begun go on. Throws
/// `Error` where the model is no stack of layers.
void pretrain_layers(Autoencoder& model, const Examples& training, const Examples& validation,
                     std::size_t batch, const TrainerOptions& options, Observer& observer);

}  // namespace antifaz
