#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "pipelines/codes/model_input.hpp"
#include "src/core/figure.hpp"

namespace at {
class Tensor;
}

namespace antifaz {

class Autoencoder;

struct AnomaliesJob {
  ModelInput input;
  std::filesystem::path normal;  ///< examples of the usual kind; empty: none
  std::filesystem::path output;  ///< CSV file for every example, strangest first; empty: none
};

/// How the errors of examples compare with those of normal ones.
struct AnomalyFigures {
  std::vector<double> rarity;  ///< share of normal examples with at least this error, a score each
  Figure auc;                  ///< probability that an example has a larger error than a normal one
  Figure flagged;  ///< share of examples with a larger error than 95 % of the normal ones
};

struct AnomaliesReport {
  std::vector<std::string> names;               ///< the examples' paths, [N]
  std::vector<double> errors;                   ///< of their reconstructions, [N]
  std::vector<std::size_t> strangest_first;     ///< their rows by falling error, [N]
  std::optional<AnomalyFigures> beside_normal;  ///< where normal examples were given
  std::size_t skipped = 0;                      ///< examples that could not be read
};

/// Finds what an autoencoder reconstructs worst. Throws `Error` where the output can't be written,
/// before anything is read, and where there are too few normal examples.
AnomaliesReport find_anomalies(const AnomaliesJob& job, Observer& observer);

/// The report as the output file and tables have it: path, error and, beside normal examples, the
/// share of these that is as strange. A header, and the rows, strangest first.
std::vector<std::string> anomaly_columns(const AnomaliesReport& report);
std::vector<std::vector<std::string>> anomaly_rows(const AnomaliesReport& report);

/// Mean squared error of each example's reconstruction: what an autoencoder has not seen the like
/// of it reconstructs badly. Examples uint8 or floating point, [N, shape...].
std::vector<double> reconstruction_errors(Autoencoder& model, const at::Tensor& examples);

/// Throws `Error` where there are fewer than 20 normal examples: 95 % of them is no number then.
AnomalyFigures measure_anomalies(const std::vector<double>& errors,
                                 const std::vector<double>& normal);

}  // namespace antifaz
