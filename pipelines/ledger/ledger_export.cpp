#include "pipelines/ledger/ledger_export.hpp"

#include <ctime>
#include <nlohmann/json.hpp>
#include <ostream>
#include <string>

#include "pipelines/ledger/folder_status.hpp"
#include "pipelines/ledger/ledger.hpp"
#include "src/core/error.hpp"
#include "src/core/number_text.hpp"
#include "src/data/csv.hpp"
#include "src/data/places.hpp"
#include "src/text/folded_name.hpp"

namespace antifaz {
namespace {

constexpr int kDigits = 6;

std::string utc(std::int64_t seconds) {
  if (seconds == 0) return "";
  const std::time_t time = seconds;
  std::tm parts{};
  char text[32] = "";
  if (gmtime_r(&time, &parts)) std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text;
}

std::string marks_text(const LedgerEntry& entry) {
  std::string text;
  for (const PhotoMark mark : entry.marks) {
    text += (text.empty() ? "" : " ") + std::string(to_string(mark));
  }
  return text;
}

std::string csv_row(const LedgerEntry& entry) {
  std::string faces;
  for (const LedgerFace& face : entry.faces) {
    faces += faces.empty() ? "" : "; ";
    for (const float side : {face.box.x, face.box.y, face.box.width, face.box.height}) {
      faces += significant(side, kDigits) + " ";
    }
    faces += significant(face.score, kDigits);
    if (face.fate != FaceFate::kProtected) faces += " " + std::string(to_string(face.fate));
    if (face.doubtful) faces += " doubtful";
  }
  return csv_line({escaped_name(entry.place), escaped_name(entry.input.native()),
                   std::string(to_string(entry.status)), escaped_name(why_not_written(entry)),
                   entry.input_hash, std::to_string(entry.input_stamp.size), entry.output_hash,
                   std::to_string(entry.output_stamp.size), utc(entry.time), faces,
                   marks_text(entry), significant(entry.smallest_face, kDigits)});
}

std::string json_row(const LedgerEntry& entry) {
  nlohmann::ordered_json faces = nlohmann::ordered_json::array();
  for (const LedgerFace& face : entry.faces) {
    faces.push_back({{"box", {face.box.x, face.box.y, face.box.width, face.box.height}},
                     {"score", face.score},
                     {"doubtful", face.doubtful}});
    if (face.fate != FaceFate::kProtected) faces.back()["fate"] = to_string(face.fate);
  }
  nlohmann::ordered_json marks = nlohmann::ordered_json::array();
  for (const PhotoMark mark : entry.marks) marks.push_back(to_string(mark));
  const nlohmann::ordered_json row{{"place", escaped_name(entry.place)},
                                   {"input", escaped_name(entry.input.native())},
                                   {"status", to_string(entry.status)},
                                   {"reason", escaped_name(why_not_written(entry))},
                                   {"input_sha256", entry.input_hash},
                                   {"input_bytes", entry.input_stamp.size},
                                   {"output_sha256", entry.output_hash},
                                   {"output_bytes", entry.output_stamp.size},
                                   {"time", utc(entry.time)},
                                   {"faces", faces},
                                   {"marks", marks},
                                   {"smallest_face", entry.smallest_face}};
  return row.dump() + "\n";
}

}  // namespace

void expect_export_place(const std::filesystem::path& file, const std::filesystem::path& output) {
  if (!is_within(real_place_of(file), real_place_of(output))) return;
  throw Error(file,
              "lies in the output folder, whose photographs' paths it would tell; name a "
              "file outside it");
}

void export_ledger(const std::filesystem::path& output, LedgerFormat format, Observer& observer,
                   std::ostream& out) {
  const LedgerReader ledger(output);
  if (format == LedgerFormat::kCsv) {
    out << csv_line({"place", "input", "status", "reason", "input_sha256", "input_bytes",
                     "output_sha256", "output_bytes", "time", "faces", "marks", "smallest_face"});
  }
  ledger.each([&](const LedgerEntry& entry) {
    if (observer.wants_stop()) throw Stopped("stopped; nothing was changed");
    out << (format == LedgerFormat::kCsv ? csv_row(entry) : json_row(entry));
  });
}

}  // namespace antifaz
