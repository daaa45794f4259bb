#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "pipelines/evaluate/collect_scores.hpp"
#include "pipelines/evaluate/given_scores.hpp"
#include "pipelines/evaluation_report.hpp"

namespace antifaz {

struct EvaluateOptions {
  CollectOptions images;
  std::vector<Pair> pairs;         ///< verification trials
  bool all_pairs = false;          ///< compare all images with each other instead
  std::vector<GivenScores> given;  ///< of judges that are elsewhere
  std::size_t replicates = 400;    ///< of the bootstrap; 0: no intervals
  std::uint64_t seed = 1;          ///< of the bootstrap and of drawing pairs
};

/// Finds the main face of every original and, independently, of its protected version, scores both
/// with every judge, and compares. A face not found counts as a failure to acquire: its comparisons
/// are false non-matches. Quality compares the two versions in the original's chip. What the caller
/// knows (command, version, files, attackers, verdict) is left empty. Throws `Error` where the
/// folders have no file in common.
EvaluateReport evaluate(const EvaluateOptions& options, FaceDetector& detector,
                        const std::vector<Judge<GenderClassifier>>& classifiers,
                        const std::vector<Judge<FaceMatcher>>& matchers, Observer& observer);

}  // namespace antifaz
