#pragma once

#include "models/autoencoders/autoencoder.hpp"
#include "src/core/figure.hpp"

namespace antifaz {

/// Mean squared error of each example's reconstruction: what an autoencoder has not seen the like
/// of it reconstructs badly. Examples uint8 or floating point, [N, shape...].
std::vector<double> reconstruction_errors(Autoencoder& model, const at::Tensor& examples);

/// How the errors of examples compare with those of normal ones.
struct AnomalyReport {
  std::vector<double> rarity;  ///< share of normal examples with at least this error, a score each
  Figure auc;                  ///< probability that an example has a larger error than a normal one
  Figure flagged;  ///< share of examples with a larger error than 95 % of the normal ones
};

/// Throws `Error` where there are fewer than 20 normal examples: 95 % of them is no number then.
AnomalyReport judge_anomalies(const std::vector<double>& errors, const std::vector<double>& normal);

}  // namespace antifaz
