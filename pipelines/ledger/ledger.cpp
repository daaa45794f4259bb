#include "pipelines/ledger/ledger.hpp"

#include <sys/stat.h>

#include "pipelines/ledger/database.hpp"
#include "pipelines/ledger/folder_lock.hpp"
#include "pipelines/ledger/ledger_rows.hpp"
#include "src/core/error.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

fs::path file_in(const fs::path& output, const Shard& shard) {
  return ledger_folder(output, shard) / "ledger.sqlite";
}

void expect_whole(const Database& database, const fs::path& file) {
  Statement check(database, "PRAGMA quick_check(1)");
  check.step();
  if (const std::string found = check.bytes(0); found != "ok") throw damaged(file, found);
}

}  // namespace

// What is held while the ledger is open; the statements go before the database.
struct Ledger::Open {
  Open(const fs::path& output, const Shard& shard)
      : file(file_in(output, shard)),
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
        "CREATE TABLE IF NOT EXISTS last_run (ended INTEGER); "
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

Ledger::Ledger(const fs::path& output, const Shard& shard) : output_(output), shard_(shard) {
  open();
}

Ledger::~Ledger() = default;

void Ledger::open() {
  open_.reset();
  const fs::path folder = ledger_folder(output_, shard_);
  std::error_code problem;
  fs::create_directories(folder, problem);
  if (problem) throw Error(folder, "can't be made (" + problem.message() + ")");
  open_ = std::make_unique<Open>(output_, shard_);
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

void Ledger::record_end(bool reached) {
  open_->change([&] {
    open_->database.run("DELETE FROM last_run");
    Statement insert(open_->database, "INSERT INTO last_run VALUES (?)");
    insert.bind_number(1, reached ? 1 : 0);
    insert.step();
  });
}

void Ledger::each(const std::function<void(const LedgerEntry&)>& visit) {
  each_entry(open_->database, open_->file, visit);
}

bool has_ledger(const fs::path& output, const Shard& shard) {
  std::error_code problem;
  return fs::exists(file_in(output, shard), problem);
}

// The statement goes before the database.
struct LedgerReader::Open {
  Open(const fs::path& output, const Shard& shard) : file(file_in(output, shard)) {
    expect_known_version(database, file);
    expect_whole(database, file);
  }

  bool has_table(const std::string& name) const {
    Statement table(database, "SELECT name FROM sqlite_master WHERE name = ?");
    table.bind_text(1, name);
    return table.step();
  }

  fs::path file;
  Database database{file, Database::Access::kRead};
  Statement find{database, select_entries(database, "WHERE place = ?")};
};

LedgerReader::LedgerReader(const fs::path& output, const Shard& shard) {
  if (!has_ledger(output, shard)) {
    if (!shards_in(output).empty()) {
      throw Error(output, "holds ledgers of shards only; join them with 'antifaz merge'");
    }
    throw Error(output, "holds no ledger (" + std::string(kLedgerFolder) +
                            "/ledger.sqlite); name a folder that 'antifaz anonymize' wrote");
  }
  open_ = std::make_unique<Open>(output, shard);
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
  if (!open_->has_table("left_out")) return files;  // a ledger from before there was one
  Statement rows(open_->database, "SELECT kind, files FROM left_out");
  while (rows.step()) files[rows.bytes(0)] = static_cast<std::size_t>(rows.number(1));
  return files;
}

bool LedgerReader::ended() const {
  if (!open_->has_table("last_run")) return true;  // likewise
  Statement row(open_->database, "SELECT ended FROM last_run");
  return !row.step() || row.number(0) != 0;
}

void LedgerReader::each(const std::function<void(const LedgerEntry&)>& visit) const {
  each_entry(open_->database, open_->file, visit);
}

}  // namespace antifaz
