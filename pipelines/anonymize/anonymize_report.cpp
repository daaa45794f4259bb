#include "pipelines/anonymize/anonymize_report.hpp"

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

void AnonymizeReport::add(const Outcome& outcome) {
  ++photographs_;
  ++counts_[outcome.kind];
  faces_ += outcome.faces.size();
  before_ += outcome.before ? 1 : 0;
  incomplete_ += outcome.left_out.empty() ? 0 : 1;
  const auto keep = [&](std::vector<Outcome>& first) {
    if (first.size() == kNamed) return;
    first.push_back(outcome);
    first.back().faces.clear();
  };
  if (outcome.kind != OutcomeKind::kProtected) keep(first_[outcome.kind]);
  if (!outcome.left_out.empty()) keep(first_incomplete_);
}

std::size_t AnonymizeReport::count(OutcomeKind kind) const {
  const auto found = counts_.find(kind);
  return found == counts_.end() ? 0 : found->second;
}

const std::vector<Outcome>& AnonymizeReport::first(OutcomeKind kind) const {
  static const std::vector<Outcome> none;
  const auto found = first_.find(kind);
  return found == first_.end() ? none : found->second;
}

}  // namespace antifaz
