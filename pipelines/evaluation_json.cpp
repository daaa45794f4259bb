#include "pipelines/evaluation_json.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

namespace antifaz {
namespace {

using Json = nlohmann::json;

Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json numbers(const std::vector<double>& values) {
  Json array = Json::array();
  for (double value : values) array.push_back(number(value));
  return array;
}

Json json_of(const Figure& figure) {
  return {
      {"value", number(figure.value)}, {"low", number(figure.low)}, {"high", number(figure.high)}};
}

template <typename Item, typename ToJson>
Json array_of(const std::vector<Item>& items, ToJson to_json) {
  Json array = Json::array();
  for (const Item& item : items) array.push_back(to_json(item));
  return array;
}

template <typename Item, typename ToJson>
Json or_null(const std::optional<Item>& item, ToJson to_json) {
  return item ? to_json(*item) : Json(nullptr);
}

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
  return {{"edges", numbers(histogram.edges)},
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

Json point_json(const OperatingPoint& point) {
  return {{"fmr", point.fmr},
          {"threshold", number(point.threshold)},
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
          {"det", det},
          {"histogram", histogram_json(figures.histogram, "mated", "non_mated")}};
}

Json match_group_json(const MatchGroup& group) {
  Json kinds;
  for (std::size_t kind = 0; kind < kKinds; ++kind) {
    const MatchGroup::Rates& rates = group.kinds[kind];
    kinds[kKindNames[kind]] = {{"mated", rates.mated},
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
    return Json{{"rank_1", json_of(of.rank_1)}, {"cmc", numbers(of.cmc)}};
  };
  return {{"gallery", identification.gallery},
          {"probes", identification.probes},
          {"original", matches(identification.original)},
          {"protected", matches(identification.changed)}};
}

Json matcher_json(const MatchResult& result) {
  Json kinds;
  for (std::size_t kind = 0; kind < kKinds; ++kind) {
    kinds[kKindNames[kind]] = match_figures_json(result.kinds[kind]);
  }
  return {{"name", result.matcher},
          {"in_the_loop", result.in_the_loop},
          {"comparisons", kinds},
          {"identification", or_null(result.identification, identification_json)},
          {"groups", array_of(result.groups, match_group_json)},
          {"largest_gap", or_null(result.largest_gap, gap_json)}};
}

Json attacker_json(const AttackResult& attack) {
  const auto figures = [](const AttackFigures& of) {
    return Json{{"auc", json_of(of.auc)},
                {"auc_distance", json_of(of.auc_distance)},
                {"balanced_accuracy", json_of(of.balanced_accuracy)}};
  };
  return {{"name", attack.name},
          {"kind", attack.kind},
          {"target", attack.target},
          {"in_the_loop", attack.in_the_loop},
          {"train_images", attack.train_images},
          {"train_subjects", attack.train_subjects},
          {"test_images", attack.test_images},
          {"test_subjects", attack.test_subjects},
          {"original", or_null(attack.original, figures)},
          {"protected", figures(attack.changed)},
          {"seconds", number(attack.seconds)},
          {"note", attack.note}};
}

Json leak_json(const Leak& leak) {
  Json json{{"id", leak.id},
            {"images", leak.images},
            {"of", leak.of},
            {"examples", leak.examples},
            {"text", leak.text}};
  if (!leak.judge.empty()) json["judge"] = leak.judge;
  return json;
}

Json verdict_json(const Verdict& verdict) {
  return {
      {"level", verdict.level},
      {"sentences", {verdict.privacy, verdict.recognition}},
      {"findings", array_of(verdict.findings, [](const Finding& finding) {
         return Json{{"id", finding.id}, {"severity", finding.severity}, {"text", finding.text}};
       })}};
}

}  // namespace

Json to_json(const EvaluateReport& report) {
  return {{"schema", "antifaz-evaluation"},
          {"version", kEvaluationSchemaVersion},
          {"program", {{"name", "antifaz"}, {"version", report.program_version}}},
          {"command", report.command},
          {"seconds", number(report.seconds)},
          {"weights", array_of(report.files,
                               [](const JudgeFile& file) {
                                 return Json{{"role", file.role},
                                             {"name", file.name},
                                             {"file", file.file},
                                             {"sha256", file.sha256}};
                               })},
          {"data",
           {{"originals", report.originals},
            {"protected", report.protecteds},
            {"images", report.images},
            {"subjects", report.subjects},
            {"female", report.women},
            {"male", report.men},
            {"unlabelled", report.unlabelled},
            {"missing_protected", report.missing_protected},
            {"unreadable", report.unreadable},
            {"no_face_original", report.no_face_original},
            {"no_face_protected", report.no_face_protected}}},
          {"protocol",
           {{"pairs", report.pairs},
            {"mated", report.mated},
            {"non_mated", report.non_mated},
            {"non_mated_possible", report.non_mated_possible},
            {"replicates", report.replicates},
            {"confidence", 0.95},
            {"seed", report.seed},
            {"rule_of", kFewestErrors}}},
          {"classifiers", array_of(report.gender, classifier_json)},
          {"matchers", array_of(report.matching, matcher_json)},
          {"trade_offs", array_of(report.trade_offs,
                                  [](const TradeOff& trade) {
                                    return Json{{"classifier", trade.classifier},
                                                {"matcher", trade.matcher},
                                                {"comparison", kKindNames[trade.kind]},
                                                {"pic", number(trade.pic)},
                                                {"pic_turned", number(trade.pic_turned)}};
                                  })},
          {"quality",
           {{"psnr_db", number(report.quality.psnr_db)},
            {"ssim", number(report.quality.ssim)},
            {"ciede2000", number(report.quality.ciede2000)},
            {"faces", report.quality.faces},
            {"identical", report.quality.identical}}},
          {"attackers", array_of(report.attackers, attacker_json)},
          {"leaks", array_of(report.leaks, leak_json)},
          {"verdict", verdict_json(report.verdict)},
          {"problems", report.problems}};
}

}  // namespace antifaz
