#include "pipelines/report/evaluation_text.hpp"

#include <algorithm>
#include <cmath>

#include "pipelines/report/attack_text.hpp"
#include "src/core/mean_figure.hpp"
#include "src/core/number_text.hpp"
#include "src/core/text_table.hpp"
#include "src/text/shown_name.hpp"

namespace antifaz {
namespace {

std::string share(double of_all, int decimals = 1) {
  return std::isnan(of_all) ? fixed(of_all, decimals) : fixed(100 * of_all, decimals) + "%";
}

// "86.2% [84.0, 88.1]", or without the interval where there is none.
std::string share_with_interval(const Figure& figure) {
  if (std::isnan(figure.low)) return share(figure.value);
  return share(figure.value) + " [" + fixed(100 * figure.low, 1) + ", " +
         fixed(100 * figure.high, 1) + "]";
}

// A judge that the generator was trained against says nothing about judges that it was not.
const char* role(bool in_the_loop) { return in_the_loop ? "in the loop" : "unseen"; }

std::string verdict_lines(const Verdict& verdict) {
  if (verdict.level.empty()) return "";
  std::string text = verdict.privacy + "\n" + verdict.recognition + "\n\n";
  for (const Finding& finding : verdict.findings) {
    text += finding.severity + ": " + finding.text + "\n";
  }
  return text + (verdict.findings.empty() ? "" : "\n");
}

std::string counts(const EvaluateReport& report) {
  std::string text =
      std::to_string(report.images) + " images of " + std::to_string(report.subjects) + " people";
  const auto add = [&](std::size_t count, const char* what) {
    if (count > 0) text += ", " + std::to_string(count) + what;
  };
  add(report.missing_protected, " without a protected version");
  add(report.unreadable, " files unreadable");
  add(report.no_face_original, " without a face in the original");
  add(report.no_face_protected, " without a face in the protected version");
  add(report.unlabelled, " without a gender label");
  return text + "; " + fixed(report.seconds, 0) + " s\n";
}

std::string gender_table(const EvaluateReport& report) {
  TextTable table({"gender classifier", "role", "AUC original", "AUC protected", "|AUC - 0.5|",
                   "bal. acc. original", "bal. acc. protected", "flipped", "men", "women"});
  for (const GenderResult& result : report.gender) {
    table.add_row({shown(result.classifier), role(result.in_the_loop),
                   with_interval(result.original.auc, 3), with_interval(result.changed.auc, 3),
                   fixed(result.changed.auc_distance.value, 3),
                   share(result.original.balanced_accuracy.value),
                   share(result.changed.balanced_accuracy.value), share(result.flipped.value),
                   std::to_string(result.men), std::to_string(result.women)});
  }
  return "\n" + table.str() +
         "|AUC - 0.5| is what the classifier still tells after protection: 0 is nothing, and an "
         "AUC near 0\ntells as much as one near 1 to whoever turns the answer round.\n";
}

// The rate, with a mark where non-mated comparisons are too few.
std::string marked(const OperatingPoint& point) {
  return share_with_interval(point.tmr) +
         (point.too_few() && !std::isnan(point.tmr.value) ? " *" : "");
}

std::string too_few_lines(const MatchResult& result) {
  std::string text;
  for (const OperatingPoint& point : result.kinds[kOriginalOriginal].points) {
    if (!point.too_few()) continue;
    const bool refused = std::isnan(point.tmr.value);
    text += std::string(refused ? "- " : "* ") + point.reason +
            (refused ? ": refused.\n" : ": read it with care.\n");
  }
  return text;
}

std::string match_table(const EvaluateReport& report) {
  TextTable table({"face matcher", "role", "comparison", "TMR at FMR 1%", "TMR at FMR 0.1%",
                   "FMR met (1%)", "EER", "d'", "rank 1"});
  for (const MatchResult& result : report.matching) {
    for (std::size_t kind = 0; kind < kComparisonKinds; ++kind) {
      const MatchFigures& figures = result.kinds[kind];
      std::string name = kComparisonKindNames[kind], rank = "-";
      std::replace(name.begin(), name.end(), '_', '-');
      if (result.identification && kind != kProtectedProtected) {
        const Identification& found = *result.identification;
        rank = share_with_interval(
            (kind == kOriginalOriginal ? found.original : found.changed).rank_1);
      }
      table.add_row({shown(result.matcher), role(result.in_the_loop), name,
                     marked(figures.points[kOnePerCent]), marked(figures.points[kOnePerCent + 1]),
                     share(figures.points[kOnePerCent].fmr_met.value, 2),
                     share_with_interval(figures.eer), fixed(figures.d_prime.value, 2), rank});
    }
  }
  const MatchFigures& any = report.matching.front().kinds[kOriginalOriginal];
  return "\n" + table.str() + "Thresholds are fixed on original-original; " +
         std::to_string(any.mated + any.failures) + " mated and " + std::to_string(any.non_mated) +
         " non-mated pairs; a face not found is a false non-match.\n" +
         too_few_lines(report.matching.front());
}

/// What matching itself tells of gender.
std::string identity_table(const EvaluateReport& report) {
  TextTable table({"face matcher", "comparison", "impostor gap (d')", "gender read", "probes"});
  bool any = false;
  for (const MatchResult& result : report.matching) {
    for (std::size_t kind = 0; kind < kComparisonKinds; ++kind) {
      const Figure& gap = result.kinds[kind].impostor_gap;
      std::string read = "-", probes = "-", name = kComparisonKindNames[kind];
      if (result.identification && result.identification->read > 0 && kind != kProtectedProtected) {
        const Identification& found = *result.identification;
        const auto& of = kind == kOriginalOriginal ? found.original : found.changed;
        read = share_with_interval(of.gender_read);
        probes = std::to_string(found.read);
      }
      if (std::isnan(gap.value) && read == "-") continue;
      any = true;
      std::replace(name.begin(), name.end(), '_', '-');
      table.add_row({shown(result.matcher), name, with_interval(gap, 2), read, probes});
    }
  }
  if (!any) return "";
  return "\n" + table.str() +
         "Impostor gap: by how many standard deviations two people of one gender are more alike "
         "than a woman\nand a man; 0 tells nothing. Gender read: how often the most alike face of "
         "a "
         "gallery that holds the\nperson's original is of the right gender. A face that still "
         "matches "
         "stays personal data.\n";
}

bool any_in_the_loop(const EvaluateReport& report) {
  const auto in_the_loop = [](const auto& result) { return result.in_the_loop; };
  return std::any_of(report.gender.begin(), report.gender.end(), in_the_loop) ||
         std::any_of(report.matching.begin(), report.matching.end(), in_the_loop);
}

std::string quality_line(const QualityResult& quality) {
  std::string text = "\nFaces against their originals: PSNR " + fixed(quality.psnr_db, 2) +
                     " dB, SSIM " + fixed(quality.ssim, 4) + ", CIEDE2000 " +
                     fixed(quality.ciede2000, 2) + " (" + std::to_string(quality.faces) + " faces";
  if (quality.identical > 0) {
    text += ", " + std::to_string(quality.identical) + " of them not changed at all";
  }
  return text + ")\n";
}

bool any_suppression(const EvaluateReport& report) {
  return std::any_of(report.gender.begin(), report.gender.end(),
                     [](const auto& result) { return !std::isnan(result.suppression_rate.value); });
}

/// What the field reports of a protection: suppression rate and PIC (docs/report-schema.md).
std::string trade_off_table(const EvaluateReport& report) {
  std::vector<std::string> columns{"gender classifier", "suppression rate", "turned round"};
  for (const MatchResult& match : report.matching) {
    columns.push_back("PIC with " + shown(match.matcher));
  }
  TextTable table(columns);
  for (const GenderResult& result : report.gender) {
    std::vector<std::string> row{shown(result.classifier),
                                 with_interval(result.suppression_rate, 3),
                                 with_interval(result.suppression_rate_turned, 3)};
    for (const TradeOff& trade : report.trade_offs) {
      if (trade.classifier != result.classifier || trade.kind != kOriginalProtected) continue;
      row.push_back(with_interval(trade.pic, 2));
    }
    row.resize(columns.size());
    table.add_row(row);
  }
  return "\n" + table.str() +
         "Suppression rate: the part of the balanced accuracy that is gone, 0.5 at guessing where "
         "it was 1.\nPIC: the classifier's error grows by so much more than the matcher's EER, "
         "each "
         "relative to before\nprotection; above 0, more privacy is gained than recognition lost.\n";
}

std::string problem_lines(const std::vector<std::string>& problems) {
  constexpr std::size_t kShown = 10;
  if (problems.empty()) return "";
  std::string text = "\nProblems (" + std::to_string(problems.size()) + "):\n";
  for (std::size_t i = 0; i < std::min(kShown, problems.size()); ++i) {
    text += "  " + shown_line(problems[i]) + "\n";
  }
  if (problems.size() > kShown) text += "  and more: the JSON report lists all\n";
  return text;
}

}  // namespace

std::string to_text(const EvaluateReport& report) {
  std::string text = verdict_lines(report.verdict) + counts(report);
  if (!report.gender.empty()) text += gender_table(report);
  if (!report.matching.empty()) text += match_table(report);
  if (any_suppression(report)) text += trade_off_table(report);
  if (any_in_the_loop(report)) {
    text +=
        "\n\"in the loop\": the generator was trained against this judge, so its figures are no "
        "evidence\nof protection; look at the unseen ones.\n";
  }
  text += identity_table(report);
  text += attack_tables(report);
  return text + quality_line(report.quality) + problem_lines(report.problems);
}

}  // namespace antifaz
