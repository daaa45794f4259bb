#include "pipelines/codes/anomalies.hpp"

#include <torch/types.h>
#include <torch/utils.h>

#include <algorithm>
#include <numeric>

#include "models/autoencoders/apply.hpp"
#include "models/autoencoders/open_model.hpp"
#include "src/core/error.hpp"
#include "src/core/files.hpp"
#include "src/core/number_text.hpp"
#include "src/core/two_class_scores.hpp"
#include "src/data/csv.hpp"
#include "src/data/new_file.hpp"

namespace antifaz {
namespace {

constexpr std::size_t kFewest = 20, kReplicates = 1000;
constexpr double kFalseAlarms = 0.05;

/// Rows by falling error.
std::vector<std::size_t> by_falling(const std::vector<double>& errors) {
  std::vector<std::size_t> order(errors.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return errors[a] > errors[b]; });
  return order;
}

std::string as_csv(const AnomaliesReport& report) {
  std::string text = csv_line(anomaly_columns(report));
  for (const auto& row : anomaly_rows(report)) text += csv_line(row);
  return text;
}

}  // namespace

AnomaliesReport find_anomalies(const AnomaliesJob& job, Observer& observer) {
  if (!job.output.empty()) expect_new_file(job.output);
  const ModelInput& input = job.input;
  const LoadedAutoencoder loaded = open_model(input.model, input.device, input.seed);
  const NamedExamples data = read_for_model(loaded.options, input.data, input.limit, observer);
  AnomaliesReport report;
  report.names = data.names;
  report.skipped = data.skipped();
  report.errors = reconstruction_errors(*loaded.model, data.values);
  report.strangest_first = by_falling(report.errors);
  if (!job.normal.empty()) {
    const NamedExamples normal = read_for_model(loaded.options, job.normal, /*limit=*/0, observer);
    report.beside_normal =
        measure_anomalies(report.errors, reconstruction_errors(*loaded.model, normal.values));
  }
  if (!job.output.empty()) write_atomically(job.output, as_csv(report));
  return report;
}

std::vector<std::string> anomaly_columns(const AnomaliesReport& report) {
  std::vector<std::string> columns{"path", "error"};
  if (report.beside_normal) columns.push_back("as strange among normal");
  return columns;
}

std::vector<std::vector<std::string>> anomaly_rows(const AnomaliesReport& report) {
  std::vector<std::vector<std::string>> rows;
  for (const std::size_t i : report.strangest_first) {
    rows.push_back({report.names[i], fixed(report.errors[i], 6)});
    if (report.beside_normal) rows.back().push_back(fixed(report.beside_normal->rarity[i], 4));
  }
  return rows;
}

std::vector<double> reconstruction_errors(Autoencoder& model, const at::Tensor& examples) {
  const torch::NoGradGuard no_grad;
  const at::Tensor errors = map_batches(
      examples,
      [&](const at::Tensor& x) {
        return (model.forward(x).output - x).square().flatten(1).mean(1).to(torch::kDouble);
      },
      device_of(model));
  return {errors.data_ptr<double>(), errors.data_ptr<double>() + errors.numel()};
}

AnomalyFigures measure_anomalies(const std::vector<double>& errors,
                                 const std::vector<double>& normal) {
  if (normal.size() < kFewest) {
    throw Error("there are " + std::to_string(normal.size()) + " normal examples; " +
                std::to_string(kFewest) + " are needed to say what is rare among them");
  }
  AnomalyFigures figures;
  std::vector<double> ascending = normal;
  std::sort(ascending.begin(), ascending.end());
  TwoClassScores scores;
  std::uint32_t subject = 0;
  for (const double error : errors) {
    const auto from = std::lower_bound(ascending.begin(), ascending.end(), error);
    figures.rarity.push_back(static_cast<double>(ascending.end() - from) /
                             static_cast<double>(ascending.size()));
    scores.add_positive(error, subject++);
  }
  for (const double error : normal) scores.add_negative(error, subject++);
  scores.finish();
  const auto statistics = [&](const Multiplicities& times) {
    scores.weigh(times);
    return std::vector<double>{scores.auc(), scores.tmr(scores.threshold_at_fmr(kFalseAlarms))};
  };
  const auto both = SubjectBootstrap(subject, kReplicates, /*seed=*/1).estimate(statistics);
  figures.auc = both[0];
  figures.flagged = both[1];
  return figures;
}

}  // namespace antifaz
