#pragma once

#include <filesystem>
#include <string>

namespace antifaz {

/// What a real protection reached; rates and AUCs in [0, 1].
struct MeasuredPoint {
  std::string label;
  double matched = 0;   ///< TMR at FMR 0.1 %, original against protected
  double attacked = 0;  ///< AUC of the better gallery attacker
  /// The same of the originals: faces that were not found again move people between those who
  /// train attackers and those who test them, which is worth some 0.01 of AUC.
  double matched_before = 0, attacked_before = 0;
};

/// Of `matcher`, from a report of `antifaz evaluate`. Throws `Error` where the file is none, or
/// lacks the matcher or its attackers.
MeasuredPoint measured_point(const std::string& label, const std::filesystem::path& report,
                             const std::string& matcher);

}  // namespace antifaz
