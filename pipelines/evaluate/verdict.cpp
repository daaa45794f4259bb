#include "pipelines/evaluate/verdict.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <optional>

namespace antifaz {
namespace {

constexpr double kStrong = 0.60, kPartial = 0.80;

std::string percent(double share) {
  char text[32];
  std::snprintf(text, sizeof text, "%.0f %%", share * 100);
  return text;
}

std::string range(double low, double high) {
  if (std::isnan(low)) return "";
  return " (95 % interval " + percent(low) + " to " + percent(high) + ")";
}

bool tells_gender(const AttackResult& attack) { return attack.target == "gender"; }

/// Learnt from protected images.
bool adapts(const AttackResult& attack) { return tells_gender(attack) && attack.train_images > 0; }

bool any_adapts(const EvaluateReport& report) {
  return std::any_of(report.attackers.begin(), report.attackers.end(), adapts);
}

/// How well somebody who sees protected images tells gender, answers turned round if need be.
struct Teller {
  std::string name;
  double before = 0;  ///< the same figure on originals; NaN: unknown
  Figure after;       ///< at least one half
  bool by_answer = false, turned = false;
  /// What it may well achieve: the upper end of the interval.
  double most() const { return std::isnan(after.high) ? after.value : after.high; }
};

/// By the figure that gives more away: ranks (AUC) or answers (balanced accuracy). Where faces are
/// drawn to either side at random, the ranks may look like chance while most answers are wrong.
template <typename Figures>
Teller teller(const std::string& name, const Figures* before, const Figures& after) {
  Teller best{name, 0, {}, false, false};
  for (const bool by_answer : {false, true}) {
    const auto of = [&](const Figures& figures) {
      return by_answer ? figures.balanced_accuracy : figures.auc;
    };
    Figure told = of(after);
    const bool turned = told.value < 0.5;
    if (turned) told = {1 - told.value, 1 - told.high, 1 - told.low};
    if (best.after.value >= told.value || std::isnan(told.value)) continue;
    best = {name, before ? of(*before).value : std::nan(""), told, by_answer, turned};
  }
  return best;
}

std::optional<Teller> best_teller(const EvaluateReport& report) {
  std::vector<Teller> tellers;
  for (const GenderResult& result : report.gender) {
    tellers.push_back(teller(result.classifier, &result.original, result.changed));
  }
  for (const AttackResult& attack : report.attackers) {
    if (!tells_gender(attack)) continue;
    tellers.push_back(
        teller(attack.name, attack.original ? &*attack.original : nullptr, attack.changed));
  }
  std::optional<Teller> best;
  for (const Teller& one : tellers) {
    if (std::isnan(one.after.value)) continue;
    if (!best || one.after.value > best->after.value) best = one;
  }
  return best;
}

/// The unseen matcher that loses most between originals and protected images; any, where all are
/// in the loop.
struct Worst {
  const MatchResult* result = nullptr;
  Kind kind = kOriginalProtected;
  double before() const { return result->kinds[kOriginalOriginal].points[kOnePerCent].tmr.value; }
  const Figure& after() const { return result->kinds[kind].points[kOnePerCent].tmr; }
};

Worst worst_matcher(const EvaluateReport& report) {
  Worst worst;
  for (const bool in_the_loop : {false, true}) {
    for (const MatchResult& result : report.matching) {
      if (result.in_the_loop != in_the_loop) continue;
      for (const Kind kind : {kOriginalProtected, kProtectedProtected}) {
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
  if (!report.leaks.empty()) return "leaks";
  const bool few = std::all_of(report.gender.begin(), report.gender.end(), [](const auto& result) {
    return static_cast<double>(std::min(result.men, result.women)) < kFewestErrors;
  });
  if (!best || (few && !report.gender.empty())) return "unknown";
  // Who did not adapt is no proof against those who do.
  if (best->most() <= kStrong && any_adapts(report)) return "strong";
  return best->most() <= kPartial ? "partial" : "weak";
}

std::string privacy_sentence(const EvaluateReport& report, const std::string& level,
                             const std::optional<Teller>& best) {
  if (!report.leaks.empty()) {
    std::string leaks = "Do not release these images as protected: " + report.leaks.front().text;
    const std::size_t more = report.leaks.size() - 1;
    if (more > 0) {
      leaks.pop_back();
      leaks += more == 1 ? "; there is one more fault."
                         : "; there are " + std::to_string(more) + " more faults.";
    }
    return leaks;
  }
  if (!best) return "Whether gender is hidden is not known: no image has a gender label.";
  const std::size_t tried =
      report.gender.size() + static_cast<std::size_t>(std::count_if(
                                 report.attackers.begin(), report.attackers.end(), tells_gender));
  std::string text = best->by_answer ? "Asked whether a protected face is a woman's or a man's"
                                     : "Shown a woman and a man after protection";
  text += ", the best of " + std::to_string(tried) + " attackers (" + best->name +
          (best->turned ? ", its answers turned round" : "") + ") is right " +
          percent(best->after.value) + " of the time" + range(best->after.low, best->after.high);
  if (!std::isnan(best->before)) text += ", before protection " + percent(best->before);
  text += ", and guessing would be 50 %: ";
  if (level == "unknown") return text + "too few faces to say how well gender is hidden.";
  if (level == "weak") return text + "gender is not hidden.";
  text += best->most() <= kStrong ? "gender is well hidden" : "gender is hidden in part";
  return text + (any_adapts(report)
                     ? "."
                     : " from these, but none of them had learnt from protected faces.");
}

std::string recognition_sentence(const Worst& worst) {
  if (!worst.result) {
    return "Whether people are still recognised is not known: there were no, or too few, "
           "comparisons.";
  }
  return "The same person is recognised in " + percent(worst.after().value) + " of comparisons" +
         range(worst.after().low, worst.after().high) + " by the weakest " +
         (worst.result->in_the_loop ? "matcher" : "independent matcher") + " (" +
         worst.result->matcher + ", " +
         (worst.kind == kOriginalProtected ? "an original with a protected image"
                                           : "two protected images") +
         ", false match rate 1 %), before protection in " + percent(worst.before()) + ".";
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
  if (best && best->turned && report.leaks.empty()) {
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
                          percent(gap.highest) + ", " + gap.lowest_group + " " +
                          percent(gap.lowest) + "."});
}

std::vector<Finding> find_reasons(const EvaluateReport& report, const std::optional<Teller>& best) {
  std::vector<Finding> findings;
  for (const Leak& leak : report.leaks) findings.push_back({leak.id, "fault", leak.text});
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

Verdict judge(const EvaluateReport& report) {
  const std::optional<Teller> best = best_teller(report);
  Verdict verdict;
  verdict.level = level_of(report, best);
  verdict.privacy = privacy_sentence(report, verdict.level, best);
  verdict.recognition = recognition_sentence(worst_matcher(report));
  verdict.findings = find_reasons(report, best);
  return verdict;
}

}  // namespace antifaz
