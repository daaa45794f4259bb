#include "pipelines/codes/anomalies.hpp"

#include <torch/types.h>
#include <torch/utils.h>

#include <algorithm>

#include "models/autoencoders/apply.hpp"
#include "src/core/error.hpp"
#include "src/core/two_class_scores.hpp"

namespace antifaz {
namespace {

constexpr std::size_t kFewest = 20, kReplicates = 1000;
constexpr double kFalseAlarms = 0.05;

}  // namespace

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

AnomalyReport judge_anomalies(const std::vector<double>& errors,
                              const std::vector<double>& normal) {
  if (normal.size() < kFewest) {
    throw Error("there are " + std::to_string(normal.size()) + " normal examples; " +
                std::to_string(kFewest) + " are needed to say what is rare among them");
  }
  AnomalyReport report;
  std::vector<double> ascending = normal;
  std::sort(ascending.begin(), ascending.end());
  TwoClassScores scores;
  std::uint32_t subject = 0;
  for (const double error : errors) {
    const auto from = std::lower_bound(ascending.begin(), ascending.end(), error);
    report.rarity.push_back(static_cast<double>(ascending.end() - from) /
                            static_cast<double>(ascending.size()));
    scores.add_positive(error, subject++);
  }
  for (const double error : normal) scores.add_negative(error, subject++);
  scores.finish();
  const auto statistics = [&](const Multiplicities& times) {
    scores.weigh(times);
    return std::vector<double>{scores.auc(), scores.tmr(scores.threshold_at_fmr(kFalseAlarms))};
  };
  const auto figures = SubjectBootstrap(subject, kReplicates, /*seed=*/1).estimate(statistics);
  report.auc = figures[0];
  report.flagged = figures[1];
  return report;
}

}  // namespace antifaz
