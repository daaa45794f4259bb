#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace antifaz {

/// A classifier of rows of numbers.
class CodeClassifier {
 public:
  virtual ~CodeClassifier() = default;
  /// Learns codes, float32 [N, numbers], with labels, int64 [N], from 0 to below `classes`.
  virtual void train(const at::Tensor& codes, const at::Tensor& labels, int classes) = 0;
  /// Labels, int64 [N].
  virtual at::Tensor predict(const at::Tensor& codes) = 0;
};

/// One setting of a classifier.
struct ClassifierSetting {
  std::string name;  ///< what is set, "C 10"
  std::unique_ptr<CodeClassifier> (*make)(double value, bool each, std::uint64_t seed);
  double value = 0;
  bool each = false;  ///< every number scaled to unit deviation of its own, not all by one factor

  std::unique_ptr<CodeClassifier> made(std::uint64_t seed) const { return make(value, each, seed); }
};

/// A kind of classifier and the settings to choose among.
struct ClassifierFamily {
  std::string name;
  std::vector<ClassifierSetting> settings;
};

/// Support vector machine with a radial kernel, nearest neighbours and random forest (OpenCV), and
/// logistic regression (multinomial, penalised, by L-BFGS). All see centred numbers, scaled one by
/// one or by one common factor: what is better is a setting like the others.
std::vector<ClassifierFamily> classifier_families();

}  // namespace antifaz
