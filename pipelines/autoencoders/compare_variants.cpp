#include "pipelines/autoencoders/compare_variants.hpp"

#include <torch/types.h>
#include <torch/utils.h>

#include "models/autoencoders/factory.hpp"
#include "models/autoencoders/kept/code_distribution.hpp"
#include "models/device.hpp"
#include "pipelines/autoencoders/autoencoder_metrics.hpp"
#include "pipelines/autoencoders/face_gauge.hpp"
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

/// What is trained, on what, and who judges.
struct Trial {
  const AutoencoderComparisonOptions& options;
  const AutoencoderOptions& variant;
  const Examples &training, &validation;
  FaceGauge* gauge;  ///< or none
};

std::vector<std::pair<Sampler, const char*>> samplers_of(const Autoencoder& model) {
  std::vector<std::pair<Sampler, const char*>> all;
  if (model.has_prior()) all.emplace_back(Sampler::kPrior, "prior");
  if (model.code_distribution()) all.emplace_back(Sampler::kMixture, "mixture");
  return all;
}

/// Adds what each sampler draws, and how far that is from the training's faces.
void draw(Autoencoder& model, const Trial& trial, NamedValues& run,
          std::vector<DrawnImages>& shown) {
  if (model.shape().size() != 3) return;
  const std::int64_t wanted =  // as many as there are reconstructions to show
      std::min(trial.options.shown, static_cast<std::int64_t>(trial.validation.size()));
  const std::int64_t n = trial.gauge ? std::max(wanted, trial.gauge->images()) : wanted;
  for (const auto& [sampler, name] : samplers_of(model)) {
    torch::manual_seed(trial.options.trainer.seed);
    const torch::NoGradGuard no_grad;
    const torch::Tensor drawn = sample(model, sampler, n).cpu();
    shown.push_back({name, strip(drawn.slice(0, 0, wanted))});
    if (!trial.gauge) continue;
    run.emplace_back(std::string("frechet_") + name,
                     trial.gauge->distance(drawn.slice(0, 0, trial.gauge->images())));
  }
}

/// Trains once more, with the `k`th seed, and adds that to the result.
void train_once(const Trial& trial, std::int64_t k, ComparedAutoencoder& result,
                Observer& observer) {
  TrainerOptions trainer = trial.options.trainer;
  trainer.seed += static_cast<std::uint64_t>(k);
  if (!trainer.folder.empty()) trainer.folder /= trial.variant.variant;
  if (!trainer.folder.empty() && trial.options.seeds > 1) {
    trainer.folder /= "seed" + std::to_string(trainer.seed);
  }
  torch::manual_seed(trainer.seed);
  const auto model = make_autoencoder(trial.variant);
  model->to(torch_device(trial.options.device));
  const TrainReport report = train_autoencoder(
      model, {trial.training, trial.validation, trial.options.batch}, trainer, observer);
  model->eval();
  const std::int64_t parameters = learned_numbers(*model);  // the codes' distribution is none
  torch::manual_seed(trainer.seed);
  fit_codes(*model, trial.training.shown(), trainer.seed);
  torch::manual_seed(trainer.seed);
  NamedValues run = named(measure_autoencoder(*model, trial.validation));
  std::vector<DrawnImages> drawn;
  draw(*model, trial, run, drawn);
  run.emplace_back("seconds", report.seconds);
  if (result.runs.empty()) {
    const torch::Tensor some = trial.validation.shown().slice(0, 0, trial.options.shown);
    result.code = model->code_size();
    result.parameters = parameters;
    result.steps = report.steps;
    result.shown = strip(reconstruct_all(*model, some));
    result.drawn = drawn;
  }
  result.runs.push_back(run);
  if (trainer.folder.empty()) return;
  std::filesystem::create_directories(trainer.folder);
  model->to(torch::kCPU);
  save_autoencoder(*model, trial.variant, {}, trainer.folder / "weights.safetensors");
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
  comparison.seeds = options.seeds;
  const auto gauge = FaceGauge::of(options.judges, training.clean, observer);
  if (gauge) comparison.frechet = FrechetBasis{gauge->images(), gauge->floor()};
  for (const AutoencoderOptions& variant : options.variants) {
    Labelled labelled(variant.variant, observer);
    const Trial trial{options, variant, training, validation, gauge.get()};
    ComparedAutoencoder one;
    one.variant = variant.variant;
    try {
      for (std::int64_t k = 0; k < options.seeds; ++k) train_once(trial, k, one, labelled);
    } catch (const Stopped&) {
      throw;
    } catch (const std::exception& error) {  // too little memory, say: the others may need less
      one = {};
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
