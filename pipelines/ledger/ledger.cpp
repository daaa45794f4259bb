#include "pipelines/ledger/ledger.hpp"

#include <sys/stat.h>

#include <nlohmann/json.hpp>

#include "pipelines/ledger/database.hpp"
#include "pipelines/ledger/folder_lock.hpp"
#include "src/core/error.hpp"
#include "src/core/json_text.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

constexpr int kVersion = 1;
constexpr char kColumns[] =
    "place, input, status, reason, input_hash, input_size, input_changed, output_hash, "
    "output_size, output_changed, settings, weights, faces, time";

fs::path file_in(const fs::path& output) { return output / kLedgerFolder / "ledger.sqlite"; }

void expect_version(const Database& database, const fs::path& file) {
  Statement version(database, "PRAGMA user_version");
  version.step();
  if (version.number(0) > kVersion) {
    throw Error(file, "is of a newer version of this program; use that one");
  }
}

void expect_whole(const Database& database, const fs::path& file) {
  Statement check(database, "PRAGMA quick_check(1)");
  check.step();
  if (const std::string found = check.bytes(0); found != "ok") throw damaged(file, found);
}

std::string faces_text(const std::vector<LedgerFace>& faces) {
  nlohmann::json list = nlohmann::json::array();
  for (const LedgerFace& face : faces) {
    list.push_back({face.box.x, face.box.y, face.box.width, face.box.height, face.score});
  }
  return list.dump();
}

std::vector<LedgerFace> faces_of(const std::string& text, const fs::path& file) {
  std::vector<LedgerFace> faces;
  const std::optional<nlohmann::json> list = parse_json(text);
  if (!list || !list->is_array()) throw damaged(file, "its faces can't be read");
  for (const auto& one : *list) {
    if (!one.is_array() || one.size() != 5) throw damaged(file, "its faces can't be read");
    for (const auto& number : one) {
      if (!number.is_number()) throw damaged(file, "its faces can't be read");
    }
    faces.push_back({{one[0], one[1], one[2], one[3]}, one[4]});
  }
  return faces;
}

LedgerStatus status_of(const std::string& text, const fs::path& file) {
  for (const LedgerStatus status :
       {LedgerStatus::kStarted, LedgerStatus::kProtected, LedgerStatus::kCopied,
        LedgerStatus::kNoFace, LedgerStatus::kFailed}) {
    if (to_string(status) == text) return status;
  }
  throw damaged(file, "there is no status '" + text.substr(0, 20) + "'");
}

LedgerEntry entry_of(const Statement& row, const fs::path& file) {
  LedgerEntry entry;
  entry.place = row.bytes(0);
  entry.input = row.bytes(1);
  entry.status = status_of(row.bytes(2), file);
  entry.reason = row.bytes(3);
  entry.input_hash = row.bytes(4);
  entry.input_stamp = {row.number(5), row.number(6)};
  entry.output_hash = row.bytes(7);
  entry.output_stamp = {row.number(8), row.number(9)};
  entry.settings = row.bytes(10);
  entry.weights = row.bytes(11);
  entry.faces = faces_of(row.bytes(12), file);
  entry.time = row.number(13);
  return entry;
}

void put(const LedgerEntry& entry, Statement& statement) {
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
  statement.step();
}

std::string select(const std::string& which) {
  return std::string("SELECT ") + kColumns + " FROM photographs " + which;
}

}  // namespace

// What is held while the ledger is open; the statements go before the database.
struct Ledger::Open {
  explicit Open(const fs::path& output)
      : file(file_in(output)),
        lock(file.parent_path() / "lock", output),
        database(file, Database::Access::kWrite) {
    expect_version(database, file);
    expect_whole(database, file);
    database.run(
        "CREATE TABLE IF NOT EXISTS photographs (place BLOB PRIMARY KEY, input BLOB NOT NULL, "
        "status TEXT NOT NULL, reason TEXT, input_hash TEXT, input_size INTEGER, "
        "input_changed INTEGER, output_hash TEXT, output_size INTEGER, output_changed INTEGER, "
        "settings TEXT, weights TEXT, faces TEXT, time INTEGER) WITHOUT ROWID; "
        "PRAGMA user_version=" +
        std::to_string(kVersion));
    find.emplace(database, select("WHERE place = ?"));
    insert.emplace(database, std::string("INSERT OR REPLACE INTO photographs (") + kColumns +
                                 ") VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
  }

  bool is_in_place() const {
    struct stat found;
    return stat(file.c_str(), &found) == 0;
  }

  fs::path file;
  FolderLock lock;
  Database database;
  std::optional<Statement> find, insert;
};

Ledger::Ledger(const fs::path& output) : output_(output) { open(); }

Ledger::~Ledger() = default;

void Ledger::open() {
  open_.reset();
  const fs::path folder = output_ / kLedgerFolder;
  std::error_code problem;
  fs::create_directories(folder, problem);
  if (problem) throw Error(folder, "can't be made (" + problem.message() + ")");
  open_ = std::make_unique<Open>(output_);
}

std::optional<LedgerEntry> Ledger::find(const std::string& place) {
  Statement& find = *open_->find;
  find.bind_bytes(1, place);
  if (!find.step()) return std::nullopt;
  const LedgerEntry entry = entry_of(find, open_->file);
  find.reset();
  return entry;
}

void Ledger::record(const std::vector<LedgerEntry>& entries) {
  if (!open_->is_in_place()) open();
  open_->database.run("BEGIN IMMEDIATE");
  try {
    for (const LedgerEntry& entry : entries) put(entry, *open_->insert);
    open_->database.run("COMMIT");
  } catch (...) {
    try {
      open_->database.run("ROLLBACK");
    } catch (const Error&) {  // SQLite has done so itself, at a full disk for example
    }
    throw;
  }
}

bool has_ledger(const fs::path& output) {
  std::error_code problem;
  return fs::exists(file_in(output), problem);
}

void read_ledger(const fs::path& output, const std::function<void(const LedgerEntry&)>& visit) {
  if (!has_ledger(output)) {
    throw Error(output, "holds no ledger (" + std::string(kLedgerFolder) +
                            "/ledger.sqlite); name a folder that 'antifaz anonymize' wrote");
  }
  const fs::path file = file_in(output);
  const Database database(file, Database::Access::kRead);
  expect_version(database, file);
  Statement rows(database, select("ORDER BY place"));
  while (rows.step()) visit(entry_of(rows, file));
}

}  // namespace antifaz
