#include "pipelines/report_json.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

namespace antifaz {
namespace {

using Json = nlohmann::json;

Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json face_json(const ProtectedFace& face, Mode mode) {
  Json json{{"box", {face.box.x, face.box.y, face.box.width, face.box.height}}};
  if (mode == Mode::kRandom) return json;
  json["target"] = to_string(face.target);
  if (face.label) {
    json["label"] = to_string(*face.label);
    json["label_estimated"] = face.label_estimated;
  }
  return json;
}

Json outcome_json(const Outcome& outcome, Mode mode) {
  Json json{{"input", outcome.input.string()}, {"outcome", to_string(outcome.kind)}};
  json["output"] = outcome.output.empty() ? Json(nullptr) : Json(outcome.output.string());
  if (!outcome.reason.empty()) json["reason"] = outcome.reason;
  json["faces"] = Json::array();
  for (const ProtectedFace& face : outcome.faces) json["faces"].push_back(face_json(face, mode));
  return json;
}

Json gender_json(const GenderResult& result) {
  return {{"classifier", result.classifier},
          {"in_the_loop", result.in_the_loop},
          {"auc_original", number(result.auc_original)},
          {"auc_protected", number(result.auc_protected)},
          {"balanced_accuracy_original", number(result.balanced_accuracy_original)},
          {"balanced_accuracy_protected", number(result.balanced_accuracy_protected)},
          {"flipped", number(result.flipped)},
          {"men", result.men},
          {"women", result.women}};
}

Json rates_json(const MatchRates& rates) {
  return {{"tmr_at_fmr_1", number(rates.tmr_1)},
          {"tmr_at_fmr_01", number(rates.tmr_01)},
          {"fmr_met_1", number(rates.fmr_1)},
          {"fmr_met_01", number(rates.fmr_01)},
          {"eer", number(rates.eer)}};
}

Json match_json(const MatchResult& result) {
  return {{"matcher", result.matcher},
          {"in_the_loop", result.in_the_loop},
          {"threshold_1", number(result.threshold_1)},
          {"threshold_01", number(result.threshold_01)},
          {"original_original", rates_json(result.original_original)},
          {"original_protected", rates_json(result.original_protected)},
          {"protected_protected", rates_json(result.protected_protected)},
          {"mated", result.mated},
          {"non_mated", result.non_mated}};
}

}  // namespace

Json to_json(const AnonymizeReport& report, Mode mode) {
  Json json{{"schema", "antifaz-anonymization"}, {"version", 1},
            {"mode", to_string(mode)},           {"photographs", report.outcomes.size()},
            {"faces", report.faces()},           {"seconds", number(report.seconds)},
            {"counts", Json::object()},          {"outcomes", Json::array()}};
  for (OutcomeKind kind : {OutcomeKind::kProtected, OutcomeKind::kNoFace, OutcomeKind::kCopied,
                           OutcomeKind::kFailed}) {
    json["counts"][std::string(to_string(kind))] = report.count(kind);
  }
  for (const Outcome& outcome : report.outcomes) {
    json["outcomes"].push_back(outcome_json(outcome, mode));
  }
  return json;
}

Json to_json(const EvaluateReport& report) {
  Json json{{"schema", "antifaz-evaluation"},
            {"version", 1},
            {"images", report.images},
            {"missing_protected", report.missing_protected},
            {"unreadable", report.unreadable},
            {"no_face_original", report.no_face_original},
            {"no_face_protected", report.no_face_protected},
            {"unlabelled", report.unlabelled},
            {"gender", Json::array()},
            {"matching", Json::array()},
            {"problems", report.problems},
            {"seconds", number(report.seconds)}};
  json["quality"] = {{"psnr_db", number(report.quality.psnr_db)},
                     {"ssim", number(report.quality.ssim)},
                     {"ciede2000", number(report.quality.ciede2000)},
                     {"faces", report.quality.faces},
                     {"identical", report.quality.identical}};
  for (const GenderResult& result : report.gender) json["gender"].push_back(gender_json(result));
  for (const MatchResult& result : report.matching) json["matching"].push_back(match_json(result));
  return json;
}

}  // namespace antifaz
