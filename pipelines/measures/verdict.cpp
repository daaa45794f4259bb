#include "pipelines/measures/verdict.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "pipelines/measures/best_teller.hpp"
#include "src/core/number_text.hpp"

namespace antifaz {
namespace {

constexpr double kStrong = 0.60, kPartial = 0.80;

std::string whole_percent(double share) { return percent(share, 0); }

std::string range(double low, double high) {
  if (std::isnan(low)) return "";
  return " (95 % interval " + whole_percent(low) + " to " + whole_percent(high) + ")";
}

/// Learnt from protected images. What a gallery from elsewhere holds nobody here knows.
bool adapts(const AttackResult& attack) {
  return tells_gender(attack) && attack.train_images > 0 && attack.kind != "gallery";
}

bool any_adapts(const EvaluateReport& report) {
  return std::any_of(report.attackers.begin(), report.attackers.end(), adapts);
}

/// The unseen matcher that loses most between originals and protected images; any, where all are
/// in the loop.
struct Worst {
  const MatchResult* result = nullptr;
  ComparisonKind kind = kOriginalProtected;
  double before() const { return result->kinds[kOriginalOriginal].points[kOnePerCent].tmr.value; }
  const Figure& after() const { return result->kinds[kind].points[kOnePerCent].tmr; }
};

Worst worst_matcher(const EvaluateReport& report) {
  Worst worst;
  for (const bool in_the_loop : {false, true}) {
    for (const MatchResult& result : report.matching) {
      if (result.in_the_loop != in_the_loop) continue;
      for (const ComparisonKind kind : {kOriginalProtected, kProtectedProtected}) {
        const Worst one{&result, kind};
        if (std::isnan(one.after().value)) continue;
        if (!worst.result || one.after().value < worst.after().value) worst = one;
      }
    }
    if (worst.result) return worst;
  }
  return worst;
}

std::string level_of(const EvaluateReport& report, const std::optional<Teller>& best) {
  if (!report.folder_faults.empty()) return "leaks";
  const bool few = std::all_of(report.gender.begin(), report.gender.end(), [](const auto& result) {
    return static_cast<double>(std::min(result.men, result.women)) < kFewestErrors;
  });
  if (!best || (few && !report.gender.empty())) return "unknown";
  // Who did not adapt is no proof against those who do.
  if (best->most() <= kStrong && any_adapts(report)) return "strong";
  return best->most() <= kPartial ? "partial" : "weak";
}

std::string fault_sentence(const std::vector<FolderFault>& faults) {
  std::string text = "Do not release these images as protected: " + faults.front().text;
  const std::size_t more = faults.size() - 1;
  if (more == 0) return text;
  text.pop_back();
  return text + (more == 1 ? "; there is one more fault."
                           : "; there are " + std::to_string(more) + " more faults.");
}

std::string why_nobody_tells(const EvaluateReport& report) {
  if (report.men + report.women == 0) return "no image has a gender label.";
  if (report.women == 0) return "it takes images of women and of men, and all labels are male.";
  if (report.men == 0) return "it takes images of women and of men, and all labels are female.";
  return "it takes faces of women and of men that are found in both versions, and somebody to ask "
         "about them.";
}

/// How a verdict begins; what it rests on follows.
std::string decision(const std::string& level) {
  if (level == "unknown") return "Too few faces to say how well they are protected: ";
  if (level == "weak") return "Not protected: ";
  return level == "strong" ? "Protected: " : "Protected in part: ";
}

std::string privacy_sentence(const EvaluateReport& report, const std::string& level,
                             const std::optional<Teller>& best) {
  if (!report.folder_faults.empty()) return fault_sentence(report.folder_faults);
  if (!best) return "Whether gender is hidden is not known: " + why_nobody_tells(report);
  std::string text = decision(level);
  text += best->by_answer ? "asked whether a face is a woman's or a man's"
                          : "shown a woman and a man after protection";
  text +=
      ", the one of " + std::to_string(count_tellers(report)) + " attackers who may tell most (" +
      best->name + (best->turned ? ", its answers turned round" : "") + ") is right " +
      whole_percent(best->after.value) + " of the time" + range(best->after.low, best->after.high);
  if (!std::isnan(best->before)) text += ", before protection " + whole_percent(best->before);
  text += ", and guessing would be 50 %";
  const bool hidden = level == "strong" || level == "partial";
  return text + (hidden && !any_adapts(report)
                     ? "; but none of them had learnt from protected faces."
                     : ".");
}

std::string recognition_sentence(const Worst& worst) {
  if (!worst.result) {
    return "Whether people are still recognised is not known: there were no, or too few, "
           "comparisons.";
  }
  return "The same person is recognised in " + whole_percent(worst.after().value) +
         " of comparisons" + range(worst.after().low, worst.after().high) + " by the weakest " +
         (worst.result->in_the_loop ? "matcher" : "independent matcher") + " (" +
         worst.result->matcher + ", " +
         (worst.kind == kOriginalProtected ? "an original with a protected image"
                                           : "two protected images") +
         ", false match rate 1 %), before protection in " + whole_percent(worst.before()) + ".";
}

void add_judge_findings(const EvaluateReport& report, const std::optional<Teller>& best,
                        std::vector<Finding>& findings) {
  const auto unseen = [](const auto& result) { return !result.in_the_loop; };
  if (!report.gender.empty() && std::none_of(report.gender.begin(), report.gender.end(), unseen)) {
    findings.push_back({"no_unseen_classifier", "warning",
                        "The generator was trained against every classifier used here, so their "
                        "figures are no evidence of protection."});
  }
  if (!any_adapts(report)) {
    const std::string least = std::to_string(3 * kFewestTestPeople);
    findings.push_back(
        {report.too_few_to_attack ? "too_few_people" : "no_adaptive_attacker", "warning",
         "No attacker was trained on protected images" +
             (report.too_few_to_attack ? ", for that takes " + least + " women and " + least +
                                             " men whose faces were found in both versions"
                                       : std::string()) +
             ": whoever does learns some of the gender back."});
  }
  if (best && best->turned && best->after.value > 0.5 && report.folder_faults.empty()) {
    findings.push_back({"below_chance", "note",
                        "The answers of " + best->name +
                            " are wrong more often than right; that counts as knowledge, since "
                            "they can be turned round."});
  }
  if (!report.matching.empty() &&
      std::none_of(report.matching.begin(), report.matching.end(), unseen)) {
    findings.push_back({"no_unseen_matcher", "warning",
                        "The generator was trained to please every matcher used here, so their "
                        "figures flatter recognition."});
  }
}

/// A face that still matches gives its gender away to whoever has the person's photograph.
void add_identity_finding(const EvaluateReport& report, std::vector<Finding>& findings) {
  const MatchResult* best = nullptr;
  const auto read = [](const MatchResult& result) {
    return result.identification ? result.identification->changed.gender_read.value : std::nan("");
  };
  for (const MatchResult& result : report.matching) {
    if (std::isnan(read(result))) continue;
    if (!best || read(result) > read(*best)) best = &result;
  }
  if (!best) return;
  const Figure& figure = best->identification->changed.gender_read;
  findings.push_back(
      {"identity_tells_gender", "note",
       "Who has the person's photograph, with a name, needs no classifier: " + best->matcher +
           " finds the most alike face in such a gallery, and its "
           "gender is the right one for " +
           whole_percent(figure.value) + " of protected faces" + range(figure.low, figure.high) +
           ". A face that still matches stays personal data."});
}

/// The widest gap of any judge of a kind; each judge's own is in its table. `name` says whose.
template <class Result>
void add_widest_gap(const std::vector<Result>& results, std::string Result::*name,
                    std::vector<Finding>& findings) {
  const Result* widest = nullptr;
  for (const Result& result : results) {
    if (!result.largest_gap || result.largest_gap->gap() < 0.1) continue;
    if (!widest || result.largest_gap->gap() > widest->largest_gap->gap()) widest = &result;
  }
  if (!widest) return;
  const LargestGap& gap = *widest->largest_gap;
  findings.push_back({"group_gap", "note",
                      "The largest gap between groups is that of " + widest->*name + ", by " +
                          gap.attribute + " (" + gap.figure + "): " + gap.highest_group + " " +
                          whole_percent(gap.highest) + ", " + gap.lowest_group + " " +
                          whole_percent(gap.lowest) + "."});
}

std::vector<Finding> find_reasons(const EvaluateReport& report, const std::optional<Teller>& best) {
  std::vector<Finding> findings;
  for (const FolderFault& fault : report.folder_faults) {
    findings.push_back({fault.id, "fault", fault.text});
  }
  add_judge_findings(report, best, findings);
  if (report.missing_protected > 0) {
    findings.push_back({"missing_protected", "note",
                        std::to_string(report.missing_protected) +
                            " images have no protected version; in matching they count as not "
                            "recognised."});
  }
  if (!report.matching.empty()) {
    const OperatingPoint& point =
        report.matching.front().kinds[kOriginalOriginal].points[kOnePerCent];
    if (point.too_few()) findings.push_back({"too_few_pairs", "warning", point.reason + "."});
  }
  add_identity_finding(report, findings);
  add_widest_gap(report.gender, &GenderResult::classifier, findings);
  add_widest_gap(report.matching, &MatchResult::matcher, findings);
  const auto gravity = [](const Finding& finding) {
    return finding.severity == "fault" ? 0 : finding.severity == "warning" ? 1 : 2;
  };
  std::stable_sort(
      findings.begin(), findings.end(),
      [&](const Finding& left, const Finding& right) { return gravity(left) < gravity(right); });
  return findings;
}

}  // namespace

Verdict verdict_of(const EvaluateReport& report) {
  const std::optional<Teller> best = best_teller(report);
  Verdict verdict;
  verdict.level = level_of(report, best);
  verdict.privacy = privacy_sentence(report, verdict.level, best);
  verdict.recognition = recognition_sentence(worst_matcher(report));
  verdict.findings = find_reasons(report, best);
  return verdict;
}

}  // namespace antifaz
