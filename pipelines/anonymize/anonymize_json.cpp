#include "pipelines/anonymize/anonymize_json.hpp"

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <ostream>
#include <string>
#include <system_error>

namespace antifaz {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json face_json(const ProtectedFace& face, bool with_target) {
  Json json{{"box", {face.box.x, face.box.y, face.box.width, face.box.height}},
            {"doubtful", face.doubtful}};
  if (face.fate != FaceFate::kProtected) json["fate"] = to_string(face.fate);
  if (!with_target || face.fate != FaceFate::kProtected) return json;
  json["target"] = to_string(face.target);
  if (face.label) {
    json["label"] = to_string(*face.label);
    json["label_estimated"] = face.label_estimated;
  }
  return json;
}

Json outcome_json(const Outcome& outcome, bool labels) {
  Json json{{"input", outcome.input.string()}, {"outcome", to_string(outcome.kind)}};
  json["output"] = outcome.output.empty() ? Json(nullptr) : Json(outcome.output.string());
  if (!outcome.reason.empty()) json["reason"] = outcome.reason;
  if (!outcome.left_out.empty()) json["left_out"] = outcome.left_out;
  if (outcome.smallest_face > 0) json["smallest_face"] = outcome.smallest_face;
  json["marks"] = Json::array();
  for (const PhotoMark mark : outcome.marks) json["marks"].push_back(to_string(mark));
  json["faces"] = Json::array();
  json["before"] = outcome.before;
  const bool with_targets = labels && !outcome.before;
  for (const ProtectedFace& face : outcome.faces) {
    json["faces"].push_back(face_json(face, with_targets));
  }
  return json;
}

// From how many pixels on faces were looked for, in one photograph and in another.
Json smallest_json(const AnonymizeReport& report) {
  if (report.most_smallest() == 0) return nullptr;
  return {{"least", report.least_smallest()}, {"most", report.most_smallest()}};
}

Json grouping_json(const Grouping& grouping) {
  if (grouping.by == GroupBy::kNone) return nullptr;
  return {{"by", to_string(grouping.by)},
          {grouping.by == GroupBy::kMatch ? "faces" : "photographs", grouping.members},
          {"groups", grouping.groups},
          {"with_several", grouping.several},
          {"largest", grouping.largest}};
}

std::string text_of(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// What a report about an output folder begins with.
std::string head_of(const fs::path& output) {
  const fs::path folder = fs::absolute(output).lexically_normal();
  const std::string name = (folder.has_filename() ? folder : folder.parent_path()).string();
  return R"({"schema":"antifaz-anonymization","version":1,"output":)" + text_of(name) + ",";
}

}  // namespace

bool is_report_of(const fs::path& file, const fs::path& output) {
  std::error_code problem;
  if (!fs::is_regular_file(fs::symlink_status(file, problem))) return false;
  const std::string head = head_of(output);
  std::string begin(head.size(), '\0');
  std::ifstream in(file, std::ios::binary);
  in.read(begin.data(), static_cast<std::streamsize>(begin.size()));
  return in && begin == head;
}

void write_json(const AnonymizeReport& report, Mode mode, bool labels, std::ostream& out) {
  Json counts = Json::object();
  for (OutcomeKind kind : {OutcomeKind::kProtected, OutcomeKind::kObscured, OutcomeKind::kNoFace,
                           OutcomeKind::kCopied, OutcomeKind::kQuarantined, OutcomeKind::kFailed}) {
    counts[std::string(to_string(kind))] = report.count(kind);
  }
  Json fates = Json::object();
  for (FaceFate fate : {FaceFate::kProtected, FaceFate::kBlurred, FaceFate::kCovered,
                        FaceFate::kUnselected, FaceFate::kSmall}) {
    fates[std::string(to_string(fate))] = report.faces(fate);
  }
  const Json summary{{"mode", to_string(mode)},
                     {"photographs", report.photographs()},
                     {"faces", report.faces()},
                     {"doubtful_faces", report.doubtful()},
                     {"marked", report.marked()},
                     {"smallest_face", smallest_json(report)},
                     {"groups", grouping_json(report.grouping)},
                     {"seconds", number(report.seconds)},
                     {"done_before", report.before()},
                     {"counts", counts},
                     {"face_fates", fates}};
  // Its braces come before the head and behind the outcomes.
  const std::string text = text_of(summary);
  out << head_of(report.output) << text.substr(1, text.size() - 2) << ",\n\"outcomes\": [";
  const char* separator = "\n";
  report.each_outcome([&](const Outcome& outcome) {
    out << separator << text_of(outcome_json(outcome, labels && mode != Mode::kRandom));
    separator = ",\n";
  });
  out << "\n]}\n";
}

}  // namespace antifaz
