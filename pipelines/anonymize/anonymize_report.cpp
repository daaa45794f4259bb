#include "pipelines/anonymize/anonymize_report.hpp"

#include <algorithm>

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

}  // namespace antifaz
