#include "pipelines/autoencoders/compare_autoencoders.hpp"

#include <torch/types.h>
#include <torch/utils.h>

#include "src/core/error.hpp"

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

ComparedAutoencoder train_one(const AutoencoderComparisonOptions& options,
                              const AutoencoderOptions& variant, const Examples& training,
                              const Examples& validation, Observer& observer) {
  TrainerOptions trainer = options.trainer;
  if (!trainer.folder.empty()) trainer.folder /= variant.variant;
  torch::manual_seed(trainer.seed);
  const auto model = make_autoencoder(variant);
  model->to(options.device);
  ComparedAutoencoder result;
  result.variant = variant.variant;
  result.code = model->code_size();
  const TrainReport report =
      train_autoencoder(model, training, validation, options.batch, trainer, observer);
  model->eval();
  result.parameters = learned_numbers(*model);
  result.steps = report.steps;
  result.seconds = report.seconds;
  torch::manual_seed(trainer.seed);
  result.figures = measure_autoencoder(*model, validation);
  result.shown = reconstruct_all(*model, validation.shown().slice(0, 0, options.shown));
  if (!trainer.folder.empty()) {
    std::filesystem::create_directories(trainer.folder);
    model->to(torch::kCPU);
    save_autoencoder(*model, variant, {}, trainer.folder / "weights.safetensors");
  }
  return result;
}

std::string text_of(const char* format, double value) {
  char text[32];
  std::snprintf(text, sizeof text, format, value);
  return text;
}

std::string text_of(const char* format, const std::optional<double>& value) {
  return value ? text_of(format, *value) : "";
}

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

AutoencoderComparison compare_autoencoders(const AutoencoderComparisonOptions& options,
                                           const Examples& training, const Examples& validation,
                                           Observer& observer) {
  if (training.size() == 0 || validation.size() == 0) {
    throw Error("too few examples to train on some and compare on others");
  }
  AutoencoderComparison comparison{
      training.size(), validation.size(), first_of(validation.clean, options.shown), {}};
  for (const AutoencoderOptions& variant : options.variants) {
    Labelled labelled(variant.variant, observer);
    try {
      comparison.variants.push_back(train_one(options, variant, training, validation, labelled));
    } catch (const Error& error) {
      comparison.variants.emplace_back();
      comparison.variants.back().variant = variant.variant;
      comparison.variants.back().fault = error.what();
      labelled.message(error.what());
    }
    if (options.after_each) options.after_each(comparison);
  }
  return comparison;
}

std::vector<std::vector<std::string>> comparison_table(const AutoencoderComparison& comparison) {
  std::vector<std::vector<std::string>> table{{"variant", "parameters", "code", "MSE", "PSNR, dB",
                                               "SSIM", "code sparsity", "KL, nats", "active units",
                                               "bits per dimension", "seconds"}};
  for (const ComparedAutoencoder& one : comparison.variants) {
    std::vector<std::string> row(table.front().size());
    row[0] = one.variant;
    if (one.fault.empty()) {
      const AutoencoderFigures& f = one.figures;
      row = {one.variant,
             std::to_string(one.parameters),
             std::to_string(one.code),
             text_of("%.5f", f.mse),
             text_of("%.2f", f.psnr),
             text_of("%.3f", f.ssim),
             text_of("%.2f", f.sparsity),
             f.variational ? text_of("%.1f", f.variational->kl) : "",
             f.variational ? std::to_string(f.variational->active_units) : "",
             f.variational ? text_of("%.2f", f.variational->bits_per_dimension) : "",
             text_of("%.1f", one.seconds)};
    }
    table.push_back(row);
  }
  return table;
}

std::string markdown_table(const std::vector<std::vector<std::string>>& table) {
  std::string text;
  for (std::size_t i = 0; i < table.size(); ++i) {
    std::string line = "|", rule = "|";
    for (std::size_t c = 0; c < table[i].size(); ++c) {
      line += " " + table[i][c] + " |";
      rule += c == 0 ? "---|" : "---:|";
    }
    text += line + "\n";
    if (i == 0) text += rule + "\n";
  }
  return text;
}

}  // namespace antifaz
