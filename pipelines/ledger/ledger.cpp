#include "pipelines/ledger/ledger.hpp"

#include <sys/stat.h>

#include "pipelines/ledger/database.hpp"
#include "pipelines/ledger/folder_lock.hpp"
#include "pipelines/ledger/ledger_rows.hpp"
#include "src/core/error.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

fs::path file_in(const fs::path& output) { return output / kLedgerFolder / "ledger.sqlite"; }

void expect_whole(const Database& database, const fs::path& file) {
  Statement check(database, "PRAGMA quick_check(1)");
  check.step();
  if (const std::string found = check.bytes(0); found != "ok") throw damaged(file, found);
}

}  // namespace

// What is held while the ledger is open; the statements go before the database.
struct Ledger::Open {
  explicit Open(const fs::path& output)
      : file(file_in(output)),
        lock(file.parent_path() / "lock", output),
        database(file, Database::Access::kWrite) {
    expect_known_version(database, file);
    expect_whole(database, file);
    if (ledger_version(database) == kLedgerWithoutSearch) {
      database.run(
          "BEGIN IMMEDIATE; ALTER TABLE photographs ADD COLUMN search TEXT; PRAGMA user_version=" +
          std::to_string(kLedgerVersion) + "; COMMIT");
    }
    database.run(
        "CREATE TABLE IF NOT EXISTS photographs (place BLOB PRIMARY KEY, input BLOB NOT NULL, "
        "status TEXT NOT NULL, reason TEXT, input_hash TEXT, input_size INTEGER, "
        "input_changed INTEGER, output_hash TEXT, output_size INTEGER, output_changed INTEGER, "
        "settings TEXT, weights TEXT, faces TEXT, time INTEGER, search TEXT) WITHOUT ROWID; "
        "CREATE TABLE IF NOT EXISTS left_out (kind TEXT PRIMARY KEY, files INTEGER) WITHOUT ROWID; "
        "PRAGMA user_version=" +
        std::to_string(kLedgerVersion));
    find.emplace(database, select_entries(database, "WHERE place = ?"));
    insert.emplace(database, std::string("INSERT OR REPLACE INTO photographs (") + kEntryColumns +
                                 ") VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
  }

  // All of it or nothing.
  void change(const std::function<void()>& work) {
    database.run("BEGIN IMMEDIATE");
    try {
      work();
      database.run("COMMIT");
    } catch (...) {
      try {
        database.run("ROLLBACK");
      } catch (const Error&) {  // SQLite has done so itself, at a full disk for example
      }
      throw;
    }
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
  open_->change([&] {
    for (const LedgerEntry& entry : entries) put_entry(entry, *open_->insert);
  });
}

void Ledger::record_left_out(const std::map<std::string, std::size_t>& files) {
  open_->change([&] {
    open_->database.run("DELETE FROM left_out");
    Statement insert(open_->database, "INSERT INTO left_out VALUES (?,?)");
    for (const auto& [kind, count] : files) {
      insert.bind_text(1, kind);
      insert.bind_number(2, static_cast<std::int64_t>(count));
      insert.step();
    }
  });
}

void Ledger::each(const std::function<void(const LedgerEntry&)>& visit) {
  each_entry(open_->database, open_->file, visit);
}

bool has_ledger(const fs::path& output) {
  std::error_code problem;
  return fs::exists(file_in(output), problem);
}

// The statement goes before the database.
struct LedgerReader::Open {
  explicit Open(const fs::path& output) : file(file_in(output)) {
    expect_known_version(database, file);
    expect_whole(database, file);
  }

  fs::path file;
  Database database{file, Database::Access::kRead};
  Statement find{database, select_entries(database, "WHERE place = ?")};
};

LedgerReader::LedgerReader(const fs::path& output) {
  if (!has_ledger(output)) {
    throw Error(output, "holds no ledger (" + std::string(kLedgerFolder) +
                            "/ledger.sqlite); name a folder that 'antifaz anonymize' wrote");
  }
  open_ = std::make_unique<Open>(output);
}

LedgerReader::~LedgerReader() = default;

std::size_t LedgerReader::size() const {
  Statement count(open_->database, "SELECT count(*) FROM photographs");
  count.step();
  return static_cast<std::size_t>(count.number(0));
}

std::optional<LedgerEntry> LedgerReader::find(const std::string& place) {
  open_->find.bind_bytes(1, place);
  if (!open_->find.step()) return std::nullopt;
  const LedgerEntry entry = entry_of(open_->find, open_->file);
  open_->find.reset();
  return entry;
}

std::map<std::string, std::size_t> LedgerReader::left_out() const {
  std::map<std::string, std::size_t> files;
  Statement table(open_->database, "SELECT name FROM sqlite_master WHERE name = 'left_out'");
  if (!table.step()) return files;  // a ledger from before there was one
  table.reset();
  Statement rows(open_->database, "SELECT kind, files FROM left_out");
  while (rows.step()) files[rows.bytes(0)] = static_cast<std::size_t>(rows.number(1));
  return files;
}

void LedgerReader::each(const std::function<void(const LedgerEntry&)>& visit) const {
  each_entry(open_->database, open_->file, visit);
}

}  // namespace antifaz
