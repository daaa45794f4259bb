#include "pipelines/autoencode.hpp"

#include <torch/torch.h>

#include "src/core/error.hpp"

namespace antifaz {
namespace {

std::string text_of(at::IntArrayRef shape) {
  std::string text;
  for (const int64_t extent : shape) text += (text.empty() ? "" : "x") + std::to_string(extent);
  return text;
}

void expect_shape(const Autoencoder& model, const Examples& examples) {
  const at::IntArrayRef wanted(model.shape());
  for (const torch::Tensor& some : {examples.clean, examples.noisy}) {
    if (some.defined() && some.sizes().slice(1) != wanted) {
      throw Error("the autoencoder takes examples of " + text_of(wanted) + ", these are " +
                  text_of(some.sizes().slice(1)));
    }
  }
  if (examples.noisy.defined() && examples.noisy.size(0) != examples.clean.size(0)) {
    throw Error("there are " + std::to_string(examples.noisy.size(0)) + " noisy and " +
                std::to_string(examples.clean.size(0)) + " clean examples; they must be pairs");
  }
}

const torch::Tensor& shown(const Examples& examples) {
  return examples.noisy.defined() ? examples.noisy : examples.clean;
}

}  // namespace

torch::Tensor float_rows(const torch::Tensor& examples, const torch::Tensor& rows) {
  const torch::Tensor some = examples.index_select(0, rows);
  return some.is_floating_point() ? some.to(torch::kFloat32) : some.to(torch::kFloat32).div_(255);
}

AutoencoderObjective::AutoencoderObjective(std::shared_ptr<Autoencoder> model, Examples training,
                                           Examples validation, std::size_t batch)
    : model_(std::move(model)),
      training_(std::move(training)),
      validation_(std::move(validation)),
      batch_(batch) {
  expect_shape(*model_, training_);
  expect_shape(*model_, validation_);
}

Objective::Loss AutoencoderObjective::loss(const torch::Tensor& rows, std::int64_t epoch) {
  model_->start_epoch(epoch);
  const torch::Tensor clean = float_rows(training_.clean, rows);
  const AutoencoderLoss made =
      model_->loss(training_.noisy.defined() ? float_rows(training_.noisy, rows) : clean, clean);
  return {made.total, made.parts};
}

Values AutoencoderObjective::validate() {
  if (validation_.size() == 0) return {};
  double squares = 0;
  const int64_t n = validation_.clean.size(0);
  for (int64_t at = 0; at < n; at += 128) {
    const torch::Tensor rows = torch::arange(at, std::min(n, at + 128));
    const torch::Tensor output = model_->forward(float_rows(shown(validation_), rows)).output;
    squares += (output - float_rows(validation_.clean, rows)).square().sum().item<double>();
  }
  return {{"mse", squares / static_cast<double>(n * model_->dimensions())}};
}

TrainReport train_autoencoder(std::shared_ptr<Autoencoder> model, const Examples& training,
                              const Examples& validation, std::size_t batch,
                              const TrainerOptions& options, Observer& observer) {
  AutoencoderObjective objective(model, training, validation, batch);
  if (training.size() == 0) throw Error("there is nothing to train on");
  const torch::NoGradGuard no_grad;
  if (model->fit(map_batches(training.clean, [](const torch::Tensor& x) { return x; }))) {
    model->eval();
    return {1, objective.validate(), 0};
  }
  const torch::AutoGradMode with_grad(true);
  return train(objective, options, observer);
}

void pretrain_layers(Autoencoder& model, const Examples& training, const Examples& validation,
                     std::size_t batch, const TrainerOptions& options, Observer& observer) {
  const auto layers = model.layers();
  if (layers.empty()) {
    throw Error("only a fully connected autoencoder can be pretrained layer by layer");
  }
  const auto flat = [](const torch::Tensor& examples) {
    return examples.defined() ? examples.flatten(1) : examples;
  };
  Examples inputs{flat(training.clean), flat(training.noisy)};
  Examples held_out{flat(validation.clean), flat(validation.noisy)};
  for (std::size_t k = 0; k < layers.size(); ++k) {
    TrainerOptions one = options;
    one.folder = options.folder / ("layer" + std::to_string(k + 1));
    one.resume = options.resume && std::filesystem::exists(one.folder / "checkpoint.pt");
    AutoencoderObjective objective(layers[k], inputs, held_out, batch);
    train(objective, one, observer);
    const torch::NoGradGuard no_grad;
    layers[k]->eval();
    const auto encode = [&](const torch::Tensor& x) { return layers[k]->encode(x); };
    inputs = {map_batches(shown(inputs), encode), {}};
    if (held_out.size() > 0) held_out = {map_batches(shown(held_out), encode), {}};
  }
  model.train();
}

}  // namespace antifaz
