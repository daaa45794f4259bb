#include "pipelines/autoencoders/autoencode.hpp"

#include <torch/nn/module.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <chrono>

#include "pipelines/autoencoders/mean_example.hpp"
#include "pipelines/training/run_folder.hpp"
#include "src/core/error.hpp"
#include "src/core/files.hpp"

namespace antifaz {
namespace {

constexpr int64_t kBatch = 128;
constexpr int64_t kAfterWarmUp = 1 << 30;  // epochs

void expect_shape(const Autoencoder& model, const Examples& examples) {
  const at::IntArrayRef wanted(model.shape());
  for (const torch::Tensor& some : {examples.clean, examples.noisy}) {
    if (some.defined() && some.sizes().slice(1) != wanted) {
      throw Error("the autoencoder takes examples of " + shape_text(wanted) + ", these are " +
                  shape_text(some.sizes().slice(1)));
    }
  }
  if (examples.noisy.defined() && examples.noisy.size(0) != examples.clean.size(0)) {
    throw Error("there are " + std::to_string(examples.noisy.size(0)) + " noisy and " +
                std::to_string(examples.clean.size(0)) + " clean examples; they must be pairs");
  }
}

std::filesystem::path layer_folder(const TrainerOptions& options, std::size_t layer) {
  return options.folder / ("layer" + std::to_string(layer + 1));
}

/// Of several trainings that were to be resumed only those that were begun are.
bool resumes(const TrainerOptions& options) {
  return options.resume && std::filesystem::exists(options.folder / kCheckpointFile);
}

/// What the layer after this one learns from.
Examples encoded(Autoencoder& layer, const Examples& examples) {
  if (examples.size() == 0) return {};
  return {encode_all(layer, examples.clean),
          examples.noisy.defined() ? encode_all(layer, examples.noisy) : torch::Tensor()};
}

}  // namespace

std::pair<Examples, Examples> split_examples(const Examples& all) {
  const torch::Tensor held = torch::arange(all.clean.size(0)).remainder(10) == 9;
  const auto part = [&](const torch::Tensor& which) {
    return Examples{all.clean.index({which}),
                    all.noisy.defined() ? all.noisy.index({which}) : torch::Tensor()};
  };
  return {part(~held), part(held)};
}

AutoencoderObjective::AutoencoderObjective(std::shared_ptr<Autoencoder> model, AutoencoderData data)
    : model_(std::move(model)), data_(std::move(data)) {
  expect_shape(*model_, data_.training);
  expect_shape(*model_, data_.validation);
}

Objective::Loss AutoencoderObjective::loss(const torch::Tensor& rows, std::int64_t epoch) {
  model_->start_epoch(epoch);
  const torch::Device device = device_of(*model_);
  const torch::Tensor clean = float_rows(data_.training.clean, rows).to(device);
  const AutoencoderLoss made = model_->loss(
      data_.training.noisy.defined() ? float_rows(data_.training.noisy, rows).to(device) : clean,
      clean);
  return {made.total, made.parts};
}

NamedValues AutoencoderObjective::validate() {
  if (data_.validation.size() == 0) return {};
  model_->start_epoch(kAfterWarmUp);
  const torch::Device device = device_of(*model_);
  double loss = 0, squares = 0;
  const int64_t n = data_.validation.clean.size(0);
  for (int64_t at = 0; at < n; at += kBatch) {
    const torch::Tensor rows = torch::arange(at, std::min(n, at + kBatch));
    const torch::Tensor clean = float_rows(data_.validation.clean, rows).to(device),
                        seen = float_rows(data_.validation.shown(), rows).to(device);
    loss += model_->loss(seen, clean).total.item<double>() * static_cast<double>(rows.size(0));
    squares += (model_->forward(seen).output - clean).square().sum().item<double>();
  }
  return {{"loss", loss / static_cast<double>(n)},
          {"mse", squares / static_cast<double>(n * model_->dimensions())}};
}

TrainReport train_autoencoder(std::shared_ptr<Autoencoder> model, const AutoencoderData& data,
                              const TrainerOptions& options, Observer& observer) {
  AutoencoderObjective objective(model, data);
  if (data.training.size() == 0) throw Error("there is nothing to train on");
  const torch::NoGradGuard no_grad;
  const auto begin = std::chrono::steady_clock::now();
  model->centre(data.training.clean);
  TrainReport report;
  if (model->fit(as_floats(data.training.clean).to(device_of(*model)))) {
    const std::chrono::duration<double> time = std::chrono::steady_clock::now() - begin;
    model->eval();
    report = {1, objective.validate(), time.count()};
  } else {
    const torch::AutoGradMode with_grad(true);
    report = train(objective, options, observer);
  }
  tell_if_worse_than_mean(report.validation, data, observer);
  return report;
}

void pretrain_layers(Autoencoder& model, const AutoencoderData& data, const TrainerOptions& options,
                     Observer& observer) {
  const auto layers = model.layers();
  if (layers.empty()) {
    throw Error("only a fully connected autoencoder can be pretrained layer by layer");
  }
  const auto flat = [](const Examples& some) {
    const auto rows = [](const torch::Tensor& x) { return x.defined() ? x.flatten(1) : x; };
    return Examples{rows(some.clean), rows(some.noisy)};
  };
  model.centre(data.training.clean);
  AutoencoderData inputs{flat(data.training), flat(data.validation), data.batch};
  for (std::size_t k = 0; k < layers.size(); ++k) {
    TrainerOptions one = options;
    if (!options.folder.empty()) one.folder = layer_folder(options, k);
    one.resume = resumes(one);
    AutoencoderObjective objective(layers[k], inputs);
    train(objective, one, observer);
    layers[k]->eval();
    inputs.training = encoded(*layers[k], inputs.training);
    inputs.validation = encoded(*layers[k], inputs.validation);
  }
  model.train();
}

TrainReport pretrain_and_train(std::shared_ptr<Autoencoder> model, const AutoencoderData& data,
                               const TrainerOptions& pretraining, const TrainerOptions& options,
                               Observer& observer) {
  pretrain_layers(*model, data, pretraining, observer);
  TrainerOptions whole = options;
  whole.resume = resumes(options);
  return train_autoencoder(std::move(model), data, whole, observer);
}

void expect_pretraining_folder(const TrainerOptions& options) {
  namespace fs = std::filesystem;
  const bool pretrains = !options.folder.empty() && !fs::exists(options.folder / kCheckpointFile) &&
                         fs::exists(layer_folder(options, 0) / kCheckpointFile);
  if (!pretrains) return expect_run_folder(options);
  if (!options.resume) {
    throw Error(options.folder,
                "holds a pretraining already; add --resume to go on with it, or choose another "
                "folder");
  }
  expect_writable_folder(options.folder);
}

}  // namespace antifaz
