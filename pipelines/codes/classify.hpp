#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "pipelines/codes/codes_input.hpp"
#include "src/core/figure.hpp"

namespace antifaz {

struct FeatureSet;

struct ClassifyOptions {
  double train_share = 0.7;  ///< of the subjects, chosen by the seed
  std::uint64_t seed = 1;
};

struct ClassifyJob {
  CodesInput input;              ///< with labels
  std::filesystem::path images;  ///< folder of the images that the codes are of; empty: codes only
  int size = 32;                 ///< side of the images after a centred crop
  ClassifyOptions options;
};

/// How one classifier fares on one set of features.
struct ClassifierResult {
  std::string features, classifier, setting;
  std::int64_t numbers = 0;  ///< in an example
  Figure accuracy;           ///< share of the test examples named rightly, interval over subjects
};

struct ClassifyReport {
  std::vector<std::string> labels;  ///< that occur, sorted
  std::size_t train = 0, test = 0;
  double most_common = 0;  ///< accuracy of always saying the training part's most common label
  std::vector<ClassifierResult> results;
};

/// Tests classical classifiers on codes and, with images, on their pixels and on as many principal
/// components of these as a code has numbers. Throws `Error` as below, and for what can't be read.
ClassifyReport classify_codes(const ClassifyJob& job, Observer& observer);

/// Trains every classifier of `classifier_families()` on every set of features and tests it on
/// other subjects. The setting is the one that is best when trained on 4/5 of the training
/// subjects and asked about the rest; the test part is looked at once. Throws `Error` where a part
/// is empty or a label occurs in no training example.
ClassifyReport classify_codes(const LabelledCodes& examples,
                              const std::vector<FeatureSet>& features,
                              const ClassifyOptions& options, Observer& observer);

}  // namespace antifaz
