#pragma once

#include <optional>
#include <vector>

#include "pipelines/evaluate.hpp"

namespace antifaz {

/// What the judges said of one image's main face.
struct FaceScores {
  std::vector<double> male;         ///< P(male), one for each classifier
  std::vector<cv::Mat> embeddings;  ///< one row for each matcher
};

/// Of all images, by manifest row; nothing where no face was acquired.
struct Scores {
  std::vector<std::optional<FaceScores>> originals, protecteds;
};

/// A pair whose images both are in the manifest, by row.
struct Trial {
  std::size_t left = 0, right = 0;
  bool same = false;
};

/// What classifier number `judge` says of the labelled faces acquired in both versions.
GenderResult compare_genders(std::size_t judge, const Scores& scores,
                             const std::vector<ManifestRow>& rows);

/// The trials as matcher number `judge` sees them. Thresholds come from the non-mated
/// original-original comparisons; where there are none all figures are NaN. Original against
/// protected pools both directions. A trial with a face that was not acquired counts as a false
/// non-match if mated and not at all otherwise.
MatchResult compare_matches(std::size_t judge, const FaceMatcher& matcher, const Scores& scores,
                            const std::vector<Trial>& trials);

}  // namespace antifaz
