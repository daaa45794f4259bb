#pragma once

#include <array>
#include <vector>

#include "pipelines/evaluation_report.hpp"
#include "src/data/subjects.hpp"

namespace antifaz {

/// The similarity of two images, by manifest row.
struct Comparison {
  std::uint32_t left = 0, right = 0;
  bool same = false;
  double score = 0;  ///< NaN where a face was not acquired
};

/// What a matcher says, by kind.
using Comparisons = std::array<std::vector<Comparison>, kComparisonKinds>;

/// Figures with intervals over subjects. Thresholds are fixed on the original-original
/// comparisons; operating points that expect fewer than one false match there are refused, those
/// that expect fewer than 30 are marked. A mated comparison without a score is a false non-match,
/// a non-mated one counts nowhere. The matcher's name and role are left empty.
MatchResult compare_matches(const Comparisons& comparisons, const Subjects& subjects,
                            const SubjectBootstrap& bootstrap);

}  // namespace antifaz
