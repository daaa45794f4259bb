#include "pipelines/compare_scores.hpp"

#include <limits>

#include "src/core/metrics.hpp"

namespace antifaz {
namespace {

using Versions = std::vector<std::optional<FaceScores>>;

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kMaleFrom = 0.5;

// Similarities of the comparisons of one kind.
struct Comparisons {
  std::vector<double> mated, non_mated;
  std::size_t failures = 0;  // mated ones without both faces
};

void compare(std::size_t judge, const FaceMatcher& matcher, const Versions& lefts,
             const Versions& rights, const std::vector<Trial>& trials, Comparisons& comparisons) {
  for (const Trial& trial : trials) {
    const auto &left = lefts[trial.left], &right = rights[trial.right];
    if (!left || !right) {
      if (trial.same) ++comparisons.failures;
      continue;
    }
    const double score =
        matcher.similarity(left->embeddings.at(judge), right->embeddings.at(judge));
    (trial.same ? comparisons.mated : comparisons.non_mated).push_back(score);
  }
}

MatchRates rates(const Comparisons& comparisons, double threshold_1, double threshold_01) {
  const auto& [mated, non_mated, failures] = comparisons;
  return {true_match_rate(mated, failures, threshold_1),
          true_match_rate(mated, failures, threshold_01), false_match_rate(non_mated, threshold_1),
          false_match_rate(non_mated, threshold_01), equal_error_rate(mated, non_mated)};
}

}  // namespace

GenderResult compare_genders(std::size_t judge, const Scores& scores,
                             const std::vector<ManifestRow>& rows) {
  std::vector<double> men[2], women[2];  // of the originals, of the protected versions
  std::size_t flipped = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!rows[i].gender || !scores.originals[i] || !scores.protecteds[i]) continue;
    const double before = scores.originals[i]->male.at(judge);
    const double after = scores.protecteds[i]->male.at(judge);
    auto& side = *rows[i].gender == Gender::kMale ? men : women;
    side[0].push_back(before);
    side[1].push_back(after);
    if ((before >= kMaleFrom) != (after >= kMaleFrom)) ++flipped;
  }
  GenderResult result;
  result.men = men[0].size();
  result.women = women[0].size();
  result.auc_original = auc(men[0], women[0]);
  result.auc_protected = auc(men[1], women[1]);
  result.balanced_accuracy_original = balanced_accuracy(men[0], women[0], kMaleFrom);
  result.balanced_accuracy_protected = balanced_accuracy(men[1], women[1], kMaleFrom);
  const std::size_t faces = result.men + result.women;
  result.flipped = faces == 0 ? kNan : static_cast<double>(flipped) / static_cast<double>(faces);
  return result;
}

MatchResult compare_matches(std::size_t judge, const FaceMatcher& matcher, const Scores& scores,
                            const std::vector<Trial>& trials) {
  MatchResult result;
  for (const Trial& trial : trials) ++(trial.same ? result.mated : result.non_mated);
  Comparisons originals, crossed, protecteds;
  compare(judge, matcher, scores.originals, scores.originals, trials, originals);
  compare(judge, matcher, scores.originals, scores.protecteds, trials, crossed);
  compare(judge, matcher, scores.protecteds, scores.originals, trials, crossed);
  compare(judge, matcher, scores.protecteds, scores.protecteds, trials, protecteds);
  if (originals.non_mated.empty()) {
    result.threshold_1 = result.threshold_01 = kNan;
    result.original_original = {kNan, kNan, kNan, kNan, kNan};
    result.original_protected = result.protected_protected = result.original_original;
    return result;
  }
  result.threshold_1 = threshold_at_fmr(originals.non_mated, 0.01);
  result.threshold_01 = threshold_at_fmr(originals.non_mated, 0.001);
  result.original_original = rates(originals, result.threshold_1, result.threshold_01);
  result.original_protected = rates(crossed, result.threshold_1, result.threshold_01);
  result.protected_protected = rates(protecteds, result.threshold_1, result.threshold_01);
  return result;
}

}  // namespace antifaz
