#pragma once

#include "models/codes/labelled_codes.hpp"
#include "pipelines/observer.hpp"
#include "src/core/figure.hpp"

namespace antifaz {

/// One way to describe the examples by numbers.
struct FeatureSet {
  std::string name;             ///< "codes", "pixels"
  at::Tensor values;            ///< float32 [N, numbers], rows as in `LabelledCodes`
  std::int64_t components = 0;  ///< principal components to keep, fitted on training rows; 0: none
};

struct ClassifyOptions {
  double train_share = 0.7;  ///< of the subjects, chosen by the seed
  std::uint64_t seed = 1;
};

/// How one classifier fares on one set of features.
struct ClassifierResult {
  std::string features, classifier, setting;
  std::int64_t numbers = 0;  ///< in an example
  Figure accuracy;           ///< share of the test examples named rightly, interval over subjects
};

struct ClassifyReport {
  std::size_t train = 0, test = 0;
  double most_common = 0;  ///< accuracy of always saying the training part's most common label
  std::vector<ClassifierResult> results;
};

/// Trains every classifier of `classifier_families()` on every set of features and tests it on
/// other subjects. The setting is the one that is best when trained on 4/5 of the training
/// subjects and asked about the rest; the test part is looked at once. Throws `Error` where a part
/// is empty or a label occurs in no training example.
ClassifyReport classify_codes(const LabelledCodes& examples,
                              const std::vector<FeatureSet>& features,
                              const ClassifyOptions& options, Observer& observer);

}  // namespace antifaz
