#include "pipelines/report/judge_json.hpp"

#include <nlohmann/json.hpp>

#include "pipelines/report/json_values.hpp"

namespace antifaz {
namespace {

using Json = nlohmann::json;

Json gap_json(const LargestGap& gap) {
  return {{"attribute", gap.attribute},
          {"figure", gap.figure},
          {"highest_group", gap.highest_group},
          {"highest", gap.highest},
          {"lowest_group", gap.lowest_group},
          {"lowest", gap.lowest},
          {"gap", gap.gap()}};
}

Json confusion_json(const Confusion& confusion) {
  const auto row = [&](std::size_t label) {
    return Json{{"female", confusion[label][0]},
                {"male", confusion[label][1]},
                {"no_face", confusion[label][2]}};
  };
  return {{"female", row(0)}, {"male", row(1)}};
}

Json histogram_json(const ScoreHistogram& histogram, const char* positive, const char* negative) {
  return {{"edges", json_of(histogram.edges)},
          {positive, histogram.positive},
          {negative, histogram.negative}};
}

Json gender_figures_json(const GenderFigures& figures) {
  return {{"auc", json_of(figures.auc)},
          {"auc_distance", json_of(figures.auc_distance)},
          {"balanced_accuracy", json_of(figures.balanced_accuracy)},
          {"confusion", confusion_json(figures.confusion)},
          {"roc",
           [&] {
             // From [0, 0] up: the curve begins where nothing is refused.
             Json points = Json::array();
             for (auto it = figures.curve.rbegin(); it != figures.curve.rend(); ++it) {
               points.push_back({it->fmr, 1 - it->fnmr});
             }
             return points;
           }()},
          {"histogram", histogram_json(figures.histogram, "male", "female")}};
}

Json gender_group_json(const GenderGroup& group) {
  const auto rates = [](const GenderGroup::Rates& of) {
    return Json{{"accuracy", json_of(of.accuracy)}, {"auc", json_of(of.auc)}};
  };
  return {{"attribute", group.attribute},
          {"group", group.group},
          {"faces", group.faces},
          {"original", rates(group.original)},
          {"protected", rates(group.changed)}};
}

Json point_json(const OperatingPoint& point) {
  return {{"fmr", point.fmr},
          {"threshold", json_of(point.threshold)},
          {"tmr", json_of(point.tmr)},
          {"fnmr", json_of(point.fnmr)},
          {"fmr_met", json_of(point.fmr_met)},
          {"expected_false_matches", point.expected_false_matches},
          {"too_few", point.too_few()},
          {"reason", point.reason}};
}

Json match_figures_json(const MatchFigures& figures) {
  Json points = Json::array(), det = Json::array();
  for (const OperatingPoint& point : figures.points) points.push_back(point_json(point));
  for (const ErrorRates& rates : figures.det) det.push_back({rates.fmr, rates.fnmr});
  return {{"mated", figures.mated},
          {"non_mated", figures.non_mated},
          {"failures", figures.failures},
          {"operating_points", points},
          {"eer", json_of(figures.eer)},
          {"d_prime", json_of(figures.d_prime)},
          {"auc", json_of(figures.auc)},
          {"impostor_gap", json_of(figures.impostor_gap)},
          {"same_gender", figures.same_gender},
          {"other_gender", figures.other_gender},
          {"det", det},
          {"histogram", histogram_json(figures.histogram, "mated", "non_mated")}};
}

Json match_group_json(const MatchGroup& group) {
  Json kinds;
  for (std::size_t kind = 0; kind < kComparisonKinds; ++kind) {
    const MatchGroup::Rates& rates = group.kinds[kind];
    kinds[kComparisonKindNames[kind]] = {{"mated", rates.mated},
                                         {"non_mated", rates.non_mated},
                                         {"fmr", kFalseMatchRates[kOnePerCent]},
                                         {"tmr", json_of(rates.tmr)},
                                         {"fmr_met", json_of(rates.fmr_met)},
                                         {"eer", json_of(rates.eer)}};
  }
  return {{"attribute", group.attribute}, {"group", group.group}, {"comparisons", kinds}};
}

Json identification_json(const Identification& identification) {
  const auto matches = [](const CumulativeMatches& of) {
    return Json{{"rank_1", json_of(of.rank_1)},
                {"gender_read", json_of(of.gender_read)},
                {"cmc", json_of(of.cmc)}};
  };
  return {{"gallery", identification.gallery},
          {"probes", identification.probes},
          {"read", identification.read},
          {"original", matches(identification.original)},
          {"protected", matches(identification.changed)}};
}

}  // namespace

Json classifier_json(const GenderResult& result) {
  return {{"name", result.classifier},
          {"in_the_loop", result.in_the_loop},
          {"female", result.women},
          {"male", result.men},
          {"original", gender_figures_json(result.original)},
          {"protected", gender_figures_json(result.changed)},
          {"flipped", json_of(result.flipped)},
          {"suppression_rate", json_of(result.suppression_rate)},
          {"suppression_rate_turned", json_of(result.suppression_rate_turned)},
          {"groups", array_of(result.groups, gender_group_json)},
          {"largest_gap", or_null(result.largest_gap, gap_json)}};
}

Json matcher_json(const MatchResult& result) {
  Json kinds;
  for (std::size_t kind = 0; kind < kComparisonKinds; ++kind) {
    kinds[kComparisonKindNames[kind]] = match_figures_json(result.kinds[kind]);
  }
  return {{"name", result.matcher},
          {"in_the_loop", result.in_the_loop},
          {"comparisons", kinds},
          {"identification", or_null(result.identification, identification_json)},
          {"groups", array_of(result.groups, match_group_json)},
          {"largest_gap", or_null(result.largest_gap, gap_json)}};
}

}  // namespace antifaz
