#include "pipelines/anonymize/anonymize_report.hpp"

#include <algorithm>
#include <system_error>

namespace antifaz {

std::string_view to_string(OutcomeKind kind) {
  switch (kind) {
    case OutcomeKind::kProtected:
      return "protected";
    case OutcomeKind::kNoFace:
      return "no_face";
    case OutcomeKind::kCopied:
      return "copied";
    case OutcomeKind::kFailed:
      break;
  }
  return "failed";
}

void Outcome::fail(const std::string& why) {
  kind = OutcomeKind::kFailed;
  reason = why;
  output.clear();
  faces.clear();
}

void Outcome::fail_if_gone() {
  namespace fs = std::filesystem;
  std::error_code problem;
  if (output.empty() || fs::is_regular_file(fs::symlink_status(output, problem))) return;
  fail("was written to '" + output.string() + "' and is gone from there");
}

std::string line_about(const Outcome& outcome) {
  const std::string what = outcome.kind == OutcomeKind::kNoFace   ? "no face found, not written"
                           : outcome.kind == OutcomeKind::kCopied ? "no face found, copied as it is"
                                                                  : outcome.reason;
  return outcome.input.string() + ": " + what;
}

std::size_t AnonymizeReport::count(OutcomeKind kind) const {
  return static_cast<std::size_t>(
      std::count_if(outcomes.begin(), outcomes.end(),
                    [kind](const Outcome& outcome) { return outcome.kind == kind; }));
}

std::size_t AnonymizeReport::faces() const {
  std::size_t count = 0;
  for (const Outcome& outcome : outcomes) count += outcome.faces.size();
  return count;
}

std::size_t AnonymizeReport::before() const {
  return static_cast<std::size_t>(std::count_if(
      outcomes.begin(), outcomes.end(), [](const Outcome& outcome) { return outcome.before; }));
}

}  // namespace antifaz
