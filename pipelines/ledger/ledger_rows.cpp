#include "pipelines/ledger/ledger_rows.hpp"

#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "src/core/error.hpp"
#include "src/core/json_text.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

constexpr char kDoubtful[] = "doubtful";
constexpr char kPerson[] = "person ";

std::string faces_text(const std::vector<LedgerFace>& faces) {
  nlohmann::json list = nlohmann::json::array();
  for (const LedgerFace& face : faces) {
    list.push_back({face.box.x, face.box.y, face.box.width, face.box.height, face.score});
    if (face.fate != FaceFate::kProtected) list.back().push_back(to_string(face.fate));
    if (face.doubtful) list.back().push_back(kDoubtful);
    if (!face.person.empty()) list.back().push_back(kPerson + face.person);
  }
  return list.dump();
}

// Box and score, then the fate where it is not protected, whether it is doubtful, and whom it
// shows.
LedgerFace face_of(nlohmann::json list, const fs::path& file) {
  constexpr std::size_t kNumbers = 5;
  bool readable = list.is_array() && list.size() >= kNumbers && list.size() <= kNumbers + 3;
  for (std::size_t i = 0; readable && i < list.size(); ++i) {
    readable = i < kNumbers ? list[i].is_number() : list[i].is_string();
  }
  std::string person;
  if (readable && list.size() > kNumbers) {
    const std::string last = list.back();
    if (last.rfind(kPerson, 0) == 0) {
      person = last.substr(sizeof kPerson - 1);
      list.erase(list.size() - 1);
    }
  }
  const bool doubtful = readable && list.size() > kNumbers && list.back() == kDoubtful;
  std::optional<FaceFate> fate = FaceFate::kProtected;
  if (const std::size_t left = list.size() - (doubtful ? 1 : 0); readable && left > kNumbers) {
    fate = left == kNumbers + 1 ? parse_face_fate(list[kNumbers].get<std::string>()) : std::nullopt;
  }
  if (!readable || !fate) throw damaged(file, "its faces can't be read");
  return {{list[0], list[1], list[2], list[3]}, list[4], *fate, doubtful, person};
}

std::vector<LedgerFace> faces_of(const std::string& text, const fs::path& file) {
  std::vector<LedgerFace> faces;
  const std::optional<nlohmann::json> list = parse_json(text);
  if (!list || !list->is_array()) throw damaged(file, "its faces can't be read");
  for (const auto& one : *list) faces.push_back(face_of(one, file));
  return faces;
}

// How large a face was looked for, and the marks.
std::string search_text(const LedgerEntry& entry) {
  nlohmann::json list = {entry.smallest_face};
  for (const PhotoMark mark : entry.marks) list.push_back(to_string(mark));
  return list.dump();
}

void read_search(const std::string& text, const fs::path& file, LedgerEntry& entry) {
  if (text.empty()) return;  // a row from before there was any
  const std::optional<nlohmann::json> list = parse_json(text);
  bool readable = list && list->is_array() && !list->empty() && list->front().is_number();
  if (readable) entry.smallest_face = list->front();
  for (std::size_t i = 1; readable && i < list->size(); ++i) {
    const auto mark =
        (*list)[i].is_string() ? parse_photo_mark((*list)[i].get<std::string>()) : std::nullopt;
    readable = mark.has_value();
    if (mark) entry.marks.push_back(*mark);
  }
  if (!readable) throw damaged(file, "its marks can't be read");
}

LedgerStatus status_named(const std::string& text, const fs::path& file) {
  for (const LedgerStatus status :
       {LedgerStatus::kStarted, LedgerStatus::kProtected, LedgerStatus::kObscured,
        LedgerStatus::kCopied, LedgerStatus::kNoFace, LedgerStatus::kQuarantined,
        LedgerStatus::kFailed}) {
    if (to_string(status) == text) return status;
  }
  throw damaged(file, "there is no status '" + text.substr(0, 20) + "'");
}

}  // namespace

int ledger_version(const Database& database) {
  Statement version(database, "PRAGMA user_version");
  version.step();
  return static_cast<int>(version.number(0));
}

void expect_known_version(const Database& database, const fs::path& file) {
  if (ledger_version(database) > kLedgerVersion) {
    throw Error(file, "is of a newer version of this program; use that one");
  }
}

LedgerEntry entry_of(const Statement& row, const fs::path& file) {
  LedgerEntry entry;
  entry.place = row.bytes(0);
  entry.input = row.bytes(1);
  entry.status = status_named(row.bytes(2), file);
  entry.reason = row.bytes(3);
  entry.input_hash = row.bytes(4);
  entry.input_stamp = {row.number(5), row.number(6)};
  entry.output_hash = row.bytes(7);
  entry.output_stamp = {row.number(8), row.number(9)};
  entry.settings = row.bytes(10);
  entry.weights = row.bytes(11);
  entry.faces = faces_of(row.bytes(12), file);
  entry.time = row.number(13);
  read_search(row.bytes(14), file, entry);
  return entry;
}

void put_entry(const LedgerEntry& entry, Statement& statement) {
  statement.bind_bytes(1, entry.place);
  statement.bind_bytes(2, entry.input.native());
  statement.bind_text(3, to_string(entry.status));
  statement.bind_text(4, entry.reason);
  statement.bind_text(5, entry.input_hash);
  statement.bind_number(6, entry.input_stamp.size);
  statement.bind_number(7, entry.input_stamp.changed);
  statement.bind_text(8, entry.output_hash);
  statement.bind_number(9, entry.output_stamp.size);
  statement.bind_number(10, entry.output_stamp.changed);
  statement.bind_text(11, entry.settings);
  statement.bind_text(12, entry.weights);
  statement.bind_text(13, faces_text(entry.faces));
  statement.bind_number(14, entry.time);
  statement.bind_text(15, search_text(entry));
  statement.step();
}

std::string select_entries(const Database& database, const std::string& which) {
  std::string columns = kEntryColumns;
  if (ledger_version(database) == kLedgerWithoutSearch) {
    columns.replace(columns.rfind("search"), columns.npos, "''");
  }
  return "SELECT " + columns + " FROM photographs " + which;
}

void each_entry(const Database& database, const fs::path& file,
                const std::function<void(const LedgerEntry&)>& visit) {
  constexpr std::size_t kAtOnce = 256;
  // An empty place is nobody's, so that all are behind it.
  Statement rows(database, select_entries(database, "WHERE place > ? ORDER BY place LIMIT ?"));
  std::string last;
  for (;;) {
    std::vector<LedgerEntry> some;
    rows.bind_bytes(1, last);
    rows.bind_number(2, kAtOnce);
    while (rows.step()) {
      some.push_back(entry_of(rows, file));
      // A tree with a page in two places never ends.
      if (some.back().place <= last) throw damaged(file, "its rows are out of order");
      last = some.back().place;
    }
    if (some.empty()) return;
    for (const LedgerEntry& entry : some) visit(entry);
  }
}

}  // namespace antifaz
