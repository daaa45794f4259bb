#include "pipelines/report/evaluation_json.hpp"

#include <nlohmann/json.hpp>

#include "pipelines/report/json_values.hpp"
#include "pipelines/report/judge_json.hpp"

namespace antifaz {
namespace {

using Json = nlohmann::json;

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
          {"seconds", json_of(attack.seconds)},
          {"note", attack.note}};
}

Json attack_curve_json(const AttackCurve& curve) {
  const auto figures = [](const AttackFigures& of) {
    return Json{{"auc", json_of(of.auc)}, {"balanced_accuracy", json_of(of.balanced_accuracy)}};
  };
  return {{"name", curve.name},
          {"kind", curve.kind},
          {"unit", curve.unit},
          {"in_the_loop", curve.in_the_loop},
          {"points", array_of(curve.points, [&](const AttackPoint& point) {
             return Json{{"size", point.size},
                         {"draws", point.draws},
                         {"original", figures(point.original)},
                         {"protected", figures(point.changed)}};
           })}};
}

Json attacker_gallery_json(const AttackerGallery& gallery) {
  return {{"folder", gallery.folder},
          {"images", gallery.images},
          {"unlabelled", gallery.unlabelled},
          {"evaluated", gallery.evaluated},
          {"without_face", gallery.without_face},
          {"female", gallery.women},
          {"male", gallery.men},
          {"people", gallery.people}};
}

Json folder_fault_json(const FolderFault& fault) {
  Json json{{"id", fault.id},
            {"images", fault.images},
            {"of", fault.of},
            {"examples", fault.examples},
            {"text", fault.text}};
  if (!fault.judge.empty()) json["judge"] = fault.judge;
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
          {"seconds", json_of(report.seconds)},
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
            {"rule_of", kFewestErrors},
            {"too_few_to_attack", report.too_few_to_attack}}},
          {"classifiers", array_of(report.gender, classifier_json)},
          {"matchers", array_of(report.matching, matcher_json)},
          {"trade_offs", array_of(report.trade_offs,
                                  [](const TradeOff& trade) {
                                    return Json{
                                        {"classifier", trade.classifier},
                                        {"matcher", trade.matcher},
                                        {"comparison", kComparisonKindNames[trade.kind]},
                                        {"pic", json_of(trade.pic.value)},
                                        {"pic_low", json_of(trade.pic.low)},
                                        {"pic_high", json_of(trade.pic.high)},
                                        {"pic_turned", json_of(trade.pic_turned.value)},
                                        {"pic_turned_low", json_of(trade.pic_turned.low)},
                                        {"pic_turned_high", json_of(trade.pic_turned.high)}};
                                  })},
          {"quality",
           {{"psnr_db", json_of(report.quality.psnr_db)},
            {"ssim", json_of(report.quality.ssim)},
            {"ciede2000", json_of(report.quality.ciede2000)},
            {"faces", report.quality.faces},
            {"identical", report.quality.identical}}},
          {"attackers", array_of(report.attackers, attacker_json)},
          {"attack_curves", array_of(report.attack_curves, attack_curve_json)},
          {"attacker_gallery", or_null(report.attacker_gallery, attacker_gallery_json)},
          {"leaks", array_of(report.folder_faults, folder_fault_json)},
          {"verdict", verdict_json(report.verdict)},
          {"problems", report.problems}};
}

}  // namespace antifaz
