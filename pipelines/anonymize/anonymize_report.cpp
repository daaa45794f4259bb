#include "pipelines/anonymize/anonymize_report.hpp"

#include <algorithm>
#include <system_error>

namespace antifaz {

std::string_view to_string(OutcomeKind kind) {
  switch (kind) {
    case OutcomeKind::kProtected:
      return "protected";
    case OutcomeKind::kObscured:
      return "obscured";
    case OutcomeKind::kNoFace:
      return "no_face";
    case OutcomeKind::kCopied:
      return "copied";
    case OutcomeKind::kQuarantined:
      return "quarantined";
    case OutcomeKind::kFailed:
      break;
  }
  return "failed";
}

std::string Grouping::text() const {
  const std::string what = by == GroupBy::kMatch ? "face" : "photograph";
  return std::to_string(groups) + (groups == 1 ? " person in " : " people in ") +
         std::to_string(members) + " " + what + (members == 1 ? "" : "s") + " by " +
         std::string(to_string(by)) + ", " + std::to_string(several) +
         " of them in more than one, the most in " + std::to_string(largest);
}

void Outcome::fail(const std::string& why) {
  kind = OutcomeKind::kFailed;
  reason = why;
  output.clear();
  faces.clear();
  marks.clear();
}

void Outcome::quarantine(const std::string& why) {
  fail(why);
  kind = OutcomeKind::kQuarantined;
}

std::size_t Outcome::count(FaceFate fate) const {
  return static_cast<std::size_t>(std::count_if(
      faces.begin(), faces.end(), [fate](const ProtectedFace& face) { return face.fate == fate; }));
}

std::string Outcome::other_faces() const {
  std::string text;
  const auto add = [&](FaceFate fate, const char* what) {
    const std::size_t some = count(fate);
    if (some == 0) return;
    text += (text.empty() ? "" : ", ") + std::to_string(some) + (some == 1 ? " face " : " faces ") +
            what;
  };
  add(FaceFate::kBlurred, "blurred");
  add(FaceFate::kCovered, "covered");
  add(FaceFate::kUnselected, "not selected, left as found");
  add(FaceFate::kSmall, "below the size given, left as found");
  return text;
}

void Outcome::fail_if_gone() {
  namespace fs = std::filesystem;
  std::error_code problem;
  if (output.empty() || fs::is_regular_file(fs::symlink_status(output, problem))) return;
  fail("was written to '" + output.string() + "' and is gone from there");
}

std::string line_about(const Outcome& outcome) {
  const std::string none = outcome.reason.empty() ? "no face found" : outcome.reason;
  const std::string what =
      outcome.kind == OutcomeKind::kObscured      ? "no face protected: " + outcome.other_faces()
      : outcome.kind == OutcomeKind::kNoFace      ? none + ", not written"
      : outcome.kind == OutcomeKind::kCopied      ? none + ", copied as it is"
      : outcome.kind == OutcomeKind::kQuarantined ? "quarantined, not written: " + outcome.reason
                                                  : outcome.reason;
  return outcome.input.string() + ": " + what;
}

void AnonymizeReport::add(const Outcome& outcome) {
  ++photographs_;
  ++counts_[outcome.kind];
  for (const ProtectedFace& face : outcome.faces) {
    ++faces_[face.fate];
    doubtful_ += face.doubtful && face.fate == FaceFate::kProtected ? 1 : 0;
  }
  before_ += outcome.before ? 1 : 0;
  incomplete_ += outcome.left_out.empty() ? 0 : 1;
  const auto keep = [&](std::vector<Outcome>& first) {
    if (first.size() == kNamed) return;
    first.push_back(outcome);
    first.back().faces.clear();
  };
  if (outcome.kind != OutcomeKind::kProtected) keep(first_[outcome.kind]);
  if (!outcome.left_out.empty()) keep(first_incomplete_);
  if (const double size = outcome.smallest_face; size > 0) {
    least_smallest_ = least_smallest_ > 0 ? std::min(least_smallest_, size) : size;
    most_smallest_ = std::max(most_smallest_, size);
  }
  if (!outcome.marks.empty()) {
    ++marked_;
    keep(first_marked_);
  }
  if (outcome.other_faces().empty()) return;
  ++with_others_;
  if (first_with_others_.size() < kNamed) first_with_others_.push_back(outcome);
}

std::size_t AnonymizeReport::count(OutcomeKind kind) const {
  const auto found = counts_.find(kind);
  return found == counts_.end() ? 0 : found->second;
}

std::size_t AnonymizeReport::faces(FaceFate fate) const {
  const auto found = faces_.find(fate);
  return found == faces_.end() ? 0 : found->second;
}

const std::vector<Outcome>& AnonymizeReport::first(OutcomeKind kind) const {
  static const std::vector<Outcome> none;
  const auto found = first_.find(kind);
  return found == first_.end() ? none : found->second;
}

}  // namespace antifaz
