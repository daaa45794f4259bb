#include "pipelines/evaluation_text.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "src/core/text_table.hpp"

namespace antifaz {
namespace {

std::string fixed(double value, int digits) {
  if (std::isnan(value)) return "-";
  if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
  char text[64];
  std::snprintf(text, sizeof text, "%.*f", digits, value);
  return text;
}

std::string percent(double share, int digits = 1) {
  return std::isnan(share) ? "-" : fixed(share * 100, digits) + "%";
}

// A judge that the generator was trained against says nothing about judges that it was not.
const char* role(bool in_the_loop) { return in_the_loop ? "in the loop" : "unseen"; }

std::string counts(const EvaluateReport& report) {
  std::string text = std::to_string(report.images) + " images";
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
    table.add_row({result.classifier, role(result.in_the_loop), fixed(result.auc_original, 3),
                   fixed(result.auc_protected, 3), fixed(std::abs(result.auc_protected - 0.5), 3),
                   percent(result.balanced_accuracy_original),
                   percent(result.balanced_accuracy_protected), percent(result.flipped),
                   std::to_string(result.men), std::to_string(result.women)});
  }
  return "\n" + table.str() +
         "|AUC - 0.5| is what the classifier still tells after protection: 0 is nothing, and an "
         "AUC near 0\ntells as much as one near 1 to whoever turns the answer round.\n";
}

std::string match_table(const EvaluateReport& report) {
  TextTable table({"face matcher", "role", "comparison", "TMR at FMR 1%", "TMR at FMR 0.1%",
                   "FMR met (1%)", "FMR met (0.1%)", "EER"});
  for (const MatchResult& result : report.matching) {
    const auto add = [&](const char* comparison, const MatchRates& rates) {
      table.add_row({result.matcher, role(result.in_the_loop), comparison, percent(rates.tmr_1),
                     percent(rates.tmr_01), percent(rates.fmr_1, 2), percent(rates.fmr_01, 2),
                     percent(rates.eer, 2)});
    };
    add("original-original", result.original_original);
    add("original-protected", result.original_protected);
    add("protected-protected", result.protected_protected);
  }
  const MatchResult& any = report.matching.front();
  return "\n" + table.str() + "Thresholds are fixed on original-original; " +
         std::to_string(any.mated) + " mated and " + std::to_string(any.non_mated) +
         " non-mated pairs; a face not found is a false non-match.\n";
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

std::string problem_lines(const std::vector<std::string>& problems) {
  constexpr std::size_t kShown = 10;
  if (problems.empty()) return "";
  std::string text = "\nProblems (" + std::to_string(problems.size()) + "):\n";
  for (std::size_t i = 0; i < std::min(kShown, problems.size()); ++i) {
    text += "  " + problems[i] + "\n";
  }
  if (problems.size() > kShown) text += "  and more: the JSON report lists all\n";
  return text;
}

}  // namespace

std::string to_text(const EvaluateReport& report) {
  std::string text = counts(report);
  if (!report.gender.empty()) text += gender_table(report);
  if (!report.matching.empty()) text += match_table(report);
  if (any_in_the_loop(report)) {
    text +=
        "\n\"in the loop\": the generator was trained against this judge, so its figures are no "
        "evidence\nof protection; look at the unseen ones.\n";
  }
  return text + quality_line(report.quality) + problem_lines(report.problems);
}

}  // namespace antifaz
