#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "src/core/figure.hpp"

namespace antifaz {

/// A figure that protection lives by, then and now.
struct FigureChange {
  std::string figure;
  Figure before, now;
  double worse_by = 0;  ///< in the direction that is worse; negative: better
};

struct BaselineComparison {
  std::vector<FigureChange> changes;
  std::vector<std::string> faults;  ///< one line each: past the bound, gone, or a new leak
};

/// Reads an earlier report. Throws `Error` where the file is no evaluation report of this version,
/// where a figure that would be compared is missing or of another type, where two judges of a kind
/// have one name, and where there is no figure to compare: nothing could ever get worse.
nlohmann::json read_baseline(const std::filesystem::path& file);

/// Compares what a classifier or attacker tells of protected images (distance of AUC and balanced
/// accuracy from one half), how often protected images are recognised (TMR, rank 1), and SSIM. A
/// figure that got worse by more than `most_worse`, that the baseline has and the report has not,
/// and a leak that the baseline has not are faults.
BaselineComparison compare_with_baseline(const nlohmann::json& baseline,
                                         const nlohmann::json& report, double most_worse);

/// As a table for people.
std::string to_text(const BaselineComparison& comparison);

}  // namespace antifaz
