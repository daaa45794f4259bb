#include "pipelines/autoencoders/compare_variants.hpp"

#include <torch/types.h>
#include <torch/utils.h>

#include "models/autoencoders/factory.hpp"
#include "models/autoencoders/kept/code_distribution.hpp"
#include "models/device.hpp"
#include "pipelines/autoencoders/autoencoder_metrics.hpp"
#include "pipelines/autoencoders/mean_example.hpp"
#include "src/core/error.hpp"
#include "src/tensors/example_files.hpp"

namespace antifaz {
namespace {

/// Tells which variant the progress is of.
class Labelled : public Observer {
 public:
  Labelled(std::string label, Observer& inner) : label_(std::move(label)), inner_(inner) {}
  void progress(const Progress& progress) override {
    Progress labelled = progress;
    labelled.stage = label_ + ", " + progress.stage;
    inner_.progress(labelled);
  }
  void message(const std::string& line) override { inner_.message(label_ + ": " + line); }
  bool wants_stop() const override { return inner_.wants_stop(); }

 private:
  std::string label_;
  Observer& inner_;
};

/// PCA has buffers in place of parameters: its mean and its components are learned too.
std::int64_t learned_numbers(const Autoencoder& model) {
  std::int64_t count = 0;
  for (const torch::Tensor& p : model.parameters()) count += p.numel();
  if (count > 0) return count;
  for (const torch::Tensor& b : model.buffers()) count += b.numel();
  return count;
}

torch::Tensor first_of(const torch::Tensor& examples, std::int64_t count) {
  return as_floats(examples.slice(0, 0, count));
}

/// Images side by side; nothing of vectors.
cv::Mat strip(const torch::Tensor& examples) {
  return examples.dim() == 4 ? contact_sheet({examples}) : cv::Mat();
}

ComparedAutoencoder train_one(const AutoencoderComparisonOptions& options,
                              const AutoencoderOptions& variant, const Examples& training,
                              const Examples& validation, Observer& observer) {
  TrainerOptions trainer = options.trainer;
  if (!trainer.folder.empty()) trainer.folder /= variant.variant;
  torch::manual_seed(trainer.seed);
  const auto model = make_autoencoder(variant);
  model->to(torch_device(options.device));
  ComparedAutoencoder result;
  result.variant = variant.variant;
  result.code = model->code_size();
  const TrainReport report =
      train_autoencoder(model, {training, validation, options.batch}, trainer, observer);
  model->eval();
  result.parameters = learned_numbers(*model);
  result.steps = report.steps;
  result.seconds = report.seconds;
  torch::manual_seed(trainer.seed);
  fit_codes(*model, training.shown(), trainer.seed);
  torch::manual_seed(trainer.seed);
  result.figures = measure_autoencoder(*model, validation);
  result.shown = strip(reconstruct_all(*model, validation.shown().slice(0, 0, options.shown)));
  if (!trainer.folder.empty()) {
    std::filesystem::create_directories(trainer.folder);
    model->to(torch::kCPU);
    save_autoencoder(*model, variant, {}, trainer.folder / "weights.safetensors");
  }
  return result;
}

/// LibTorch's messages go on with a backtrace.
std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

}  // namespace

std::vector<AutoencoderOptions> all_variants(const AutoencoderOptions& base, Observer& observer) {
  std::vector<AutoencoderOptions> all;
  for (const AutoencoderVariant& variant : autoencoder_variants()) {
    AutoencoderOptions options = base;
    options.variant = variant.name;
    try {
      make_autoencoder(options);
      all.push_back(options);
    } catch (const Error& error) {
      observer.message(options.variant + " is left out: " + error.what());
    }
  }
  return all;
}

AutoencoderComparison compare_variants(const AutoencoderComparisonOptions& options,
                                       const Examples& training, const Examples& validation,
                                       Observer& observer) {
  if (training.size() == 0 || validation.size() == 0) {
    throw Error("too few examples to train on some and compare on others");
  }
  AutoencoderComparison comparison;
  comparison.training = training.size();
  comparison.validation = validation.size();
  comparison.mean_mse = mean_example_error(training, validation);
  comparison.originals = strip(first_of(validation.clean, options.shown));
  for (const AutoencoderOptions& variant : options.variants) {
    Labelled labelled(variant.variant, observer);
    ComparedAutoencoder one;
    try {
      one = train_one(options, variant, training, validation, labelled);
    } catch (const Stopped&) {
      throw;
    } catch (const std::exception& error) {  // too little memory, say: the others may need less
      one.variant = variant.variant;
      one.fault = first_line(error.what());
      labelled.message(one.fault);
    }
    comparison.variants.push_back(one);
    if (options.after_each) options.after_each(comparison);
  }
  return comparison;
}

}  // namespace antifaz
