#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "src/core/error.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace antifaz {

/// What a text or list of numbers in a ledger may take.
inline constexpr int kMostCellBytes = 16'777'216;

/// What a ledger that can't be trusted ends in: the file, why, and what to do.
Error damaged(const std::filesystem::path& file, const std::string& why);

/// A file of SQLite, whose views and triggers are never run. What SQLite can't do is an `Error`
/// that names the file and what to do.
class Database {
 public:
  enum class Access {
    kWrite,  ///< made where it is missing
    kRead    ///< also on read-only media
  };

  Database(const std::filesystem::path& file, Access access);
  /// A temporary one, which nobody else sees and which goes with it. Little of it is in memory.
  Database();
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  /// Statements without values or rows.
  void run(const std::string& sql);
  /// Throws where `code` is an error of the last call.
  void expect(int code) const;
  sqlite3* handle() const { return handle_; }

 private:
  std::filesystem::path file_;
  sqlite3* handle_ = nullptr;
};

/// A statement with places for values (from 1) and columns of a row (from 0).
class Statement {
 public:
  Statement(const Database& database, const std::string& sql);
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  void bind_text(int place, std::string_view text);
  void bind_bytes(int place, std::string_view bytes);
  void bind_number(int place, std::int64_t number);
  /// True where there is a row to read; after the last one the statement is ready to run again.
  bool step();
  /// Leaves the rows that are not read yet.
  void reset();

  /// Text or bytes.
  std::string bytes(int column) const;
  std::int64_t number(int column) const;
  /// False where the column is empty (NULL).
  bool has(int column) const;

 private:
  const Database& database_;
  sqlite3_stmt* handle_ = nullptr;
};

}  // namespace antifaz
