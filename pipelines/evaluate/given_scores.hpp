#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "pipelines/measures/compare_genders.hpp"
#include "pipelines/measures/compare_matches.hpp"

namespace antifaz {

/// What a judge that is elsewhere said: a classifier's or a matcher's scores.
struct GivenScores {
  std::string name;  ///< see `judge_name`
  std::optional<MaleScores> male;
  std::optional<Comparisons> matches;
};

/// Reads a CSV file with a header line. Of a classifier: columns `path`, `version` (original or
/// protected) and `male` (P(male) in [0, 1]). Of a matcher: `left`, `right`, `comparison`
/// (original-original, original-protected or protected-protected; in the second, either side may be
/// the original) and `score` (higher is more alike); mated are images of one subject. An empty
/// `male` or `score` says that no face was acquired. Images without a row count as not acquired.
/// Throws `Error` naming the line of the first bad row.
GivenScores read_scores(const std::filesystem::path& file, const Manifest& manifest,
                        const Subjects& subjects);

}  // namespace antifaz
