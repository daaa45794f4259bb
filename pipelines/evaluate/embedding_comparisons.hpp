#pragma once

#include "pipelines/evaluate/collect_scores.hpp"
#include "pipelines/measures/compare_matches.hpp"
#include "pipelines/measures/verification_trials.hpp"

namespace antifaz {

/// What `matcher`, the one numbered `judge`, says of two faces; NaN where either was not acquired.
double similarity(const FaceMatcher& matcher, std::size_t judge,
                  const std::optional<FaceScores>& left, const std::optional<FaceScores>& right);

/// The trials in all kinds; original against protected in both directions.
Comparisons compare_embeddings(const FaceMatcher& matcher, std::size_t judge,
                               const Collected& collected, const std::vector<Trial>& trials);

}  // namespace antifaz
