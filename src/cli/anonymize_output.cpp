#include "src/cli/anonymize_output.hpp"

#include <algorithm>
#include <functional>
#include <iostream>
#include <string>
#include <vector>

#include "src/core/number_text.hpp"
#include "src/text/shown_name.hpp"

namespace antifaz {
namespace {

/// `why`: what to say of an outcome, a member of it.
template <typename Why>
void print_first(const std::vector<Outcome>& first, std::size_t count, const std::string& title,
                 Why why) {
  if (count == 0) return;
  std::cout << title << " (" << count << "):\n";
  for (const Outcome& outcome : first) {
    const std::string text = std::invoke(why, outcome);
    std::cout << "  " << shown(outcome.input.string())
              << (text.empty() ? "" : ": " + shown_line(text)) << "\n";
  }
  if (count > first.size()) std::cout << "  and " << count - first.size() << " more\n";
}

void print_list(const AnonymizeReport& report, OutcomeKind kind, const std::string& title) {
  print_first(report.first(kind), report.count(kind), title, &Outcome::reason);
}

void print_smallest(const AnonymizeReport& report) {
  const std::string least = significant(report.least_smallest(), 3);
  const std::string most = significant(report.most_smallest(), 3);
  if (report.most_smallest() == 0) return;
  std::cout << "Faces were looked for from " << least << " pixels on"
            << (least == most ? "" : ", in large photographs from " + most + " on") << "\n";
}

}  // namespace

void print_summary(const AnonymizeReport& report, const AnonymizeOptions& options) {
  const std::size_t done = report.count(OutcomeKind::kProtected);
  const std::size_t now = report.photographs() - report.before();
  std::cout << done << " of " << report.photographs() << " photographs protected ("
            << report.faces() << " faces, " << report.doubtful() << " of them doubtful, mode "
            << to_string(options.mode) << (options.unchecked ? ", not checked" : "") << "), "
            << fixed(static_cast<double>(now) / std::max(report.seconds, 1e-9), 1) << " images/s\n";
  if (report.before() > 0) {
    std::cout << report.before() << " of " << report.photographs() << " were done before\n";
  }
  if (report.grouping.by != GroupBy::kNone) {
    std::cout << "Who is who: " << report.grouping.text() << "\n";
  }
  print_smallest(report);
  print_list(report, OutcomeKind::kObscured, "No face protected, all made unrecognisable");
  print_list(report, OutcomeKind::kNoFace, "No face to protect, not written");
  print_list(report, OutcomeKind::kCopied, "No face to protect, copied unprotected as asked");
  print_list(report, OutcomeKind::kQuarantined,
             "Quarantined, not written (--fallback blur or solid makes such faces unrecognisable)");
  print_list(report, OutcomeKind::kFailed, "Failed, not written");
  print_first(report.first_with_others(), report.with_others(), "Faces that were not protected",
              &Outcome::other_faces);
  print_first(report.first_incomplete(), report.incomplete(), "Written without a part of theirs",
              &Outcome::left_out);
  print_first(report.first_marked(), report.marked(), "Not sure that every face was found",
              &Outcome::doubts);
}

}  // namespace antifaz
