#include "pipelines/ledger/database.hpp"

#include <sqlite3.h>
#include <unistd.h>

namespace antifaz {
namespace {

namespace fs = std::filesystem;

constexpr int kPatienceMs = 10000;

// A database on read-only media can't have its shared memory beside it: then nobody writes it.
std::string uri_of(const fs::path& file) {
  std::string uri = "file:";
  for (const char c : fs::absolute(file).string()) {
    const bool special = c == '%' || c == '?' || c == '#';
    uri += special ? (c == '%' ? "%25" : c == '?' ? "%3f" : "%23") : std::string(1, c);
  }
  return uri + "?immutable=1";
}

/// Whoever can write into the folder can prepare a ledger: its views would run for good, its
/// triggers change what is recorded, and a few bytes of its schema could ask for gigabytes.
void distrust(sqlite3* handle) {
  for (const int what : {SQLITE_DBCONFIG_ENABLE_VIEW, SQLITE_DBCONFIG_ENABLE_TRIGGER,
                         SQLITE_DBCONFIG_TRUSTED_SCHEMA}) {
    sqlite3_db_config(handle, what, 0, nullptr);
  }
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, kMostCellBytes);
}

std::string hint_at(int code) {
  if (code == SQLITE_FULL) return "; free some space and run it again";
  if (code == SQLITE_IOERR) return "; see whether its disk is full or failing, and run it again";
  return "";
}

}  // namespace

Error damaged(const fs::path& file, const std::string& why) {
  return Error(file, "is damaged (" + why + "); move the folder '" + file.parent_path().string() +
                         "' away and protect everything again with --overwrite");
}

Database::Database(const fs::path& file, Access access) : file_(file) {
  const bool may_write =
      access == Access::kWrite || ::access(file.parent_path().c_str(), W_OK) == 0;
  const std::string name = may_write ? file.string() : uri_of(file);
  const int flags = access == Access::kWrite ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                    : may_write              ? SQLITE_OPEN_READWRITE
                                             : SQLITE_OPEN_READONLY | SQLITE_OPEN_URI;
  const int code = sqlite3_open_v2(name.c_str(), &handle_, flags, nullptr);
  try {
    expect(code);
    distrust(handle_);
    sqlite3_busy_timeout(handle_, kPatienceMs);
    if (access == Access::kWrite) run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL");
  } catch (...) {
    sqlite3_close(handle_);
    throw;
  }
}

Database::Database() : file_("a temporary file (TMPDIR says where it lies)") {
  const int code = sqlite3_open("", &handle_);  // without a name: on disk, private and temporary
  try {
    expect(code);
  } catch (...) {
    sqlite3_close(handle_);
    throw;
  }
}

Database::~Database() { sqlite3_close(handle_); }

void Database::run(const std::string& sql) {
  expect(sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr));
}

void Database::expect(int code) const {
  if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE) return;
  const std::string why = handle_ ? sqlite3_errmsg(handle_) : sqlite3_errstr(code);
  if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB) throw damaged(file_, why);
  throw Error(file_, "can't be used (" + why + ")" + hint_at(code));
}

Statement::Statement(const Database& database, const std::string& sql) : database_(database) {
  database.expect(sqlite3_prepare_v2(database.handle(), sql.c_str(), -1, &handle_, nullptr));
}

Statement::~Statement() { sqlite3_finalize(handle_); }

void Statement::bind_text(int place, std::string_view text) {
  database_.expect(sqlite3_bind_text(handle_, place, text.data(), static_cast<int>(text.size()),
                                     SQLITE_TRANSIENT));
}

void Statement::bind_bytes(int place, std::string_view bytes) {
  database_.expect(sqlite3_bind_blob(handle_, place, bytes.data(), static_cast<int>(bytes.size()),
                                     SQLITE_TRANSIENT));
}

void Statement::bind_number(int place, std::int64_t number) {
  database_.expect(sqlite3_bind_int64(handle_, place, number));
}

bool Statement::step() {
  const int code = sqlite3_step(handle_);
  if (code == SQLITE_ROW) return true;
  sqlite3_reset(handle_);
  database_.expect(code);
  return false;
}

void Statement::reset() { sqlite3_reset(handle_); }

std::string Statement::bytes(int column) const {
  const auto* data = static_cast<const char*>(sqlite3_column_blob(handle_, column));
  return data ? std::string(data, static_cast<std::size_t>(sqlite3_column_bytes(handle_, column)))
              : std::string();
}

std::int64_t Statement::number(int column) const { return sqlite3_column_int64(handle_, column); }

bool Statement::has(int column) const {
  return sqlite3_column_type(handle_, column) != SQLITE_NULL;
}

}  // namespace antifaz
