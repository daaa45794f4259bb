#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "pipelines/ledger/database.hpp"
#include "pipelines/ledger/ledger_entry.hpp"

namespace antifaz {

/// The file's version (`user_version`) that this program writes.
inline constexpr int kLedgerVersion = 2;
/// The first one without the column `search`.
inline constexpr int kLedgerWithoutSearch = 1;
/// The version that made the file, 0 where it is new.
int ledger_version(const Database& database);

/// Throws `Error` where a newer program made the file.
void expect_known_version(const Database& database, const std::filesystem::path& file);

/// The column names of an entry, in the order of `put_entry`.
inline constexpr char kEntryColumns[] =
    "place, input, status, reason, input_hash, input_size, input_changed, output_hash, "
    "output_size, output_changed, settings, weights, faces, time, search";

/// SELECT of whole entries, of a file of any version.
std::string select_entries(const Database& database, const std::string& which);
/// The entry in a row of `select_entries`. Throws `Error` that calls the file damaged.
LedgerEntry entry_of(const Statement& row, const std::filesystem::path& file);
/// Runs a statement with a place for each column.
void put_entry(const LedgerEntry& entry, Statement& statement);
/// Tells every entry, sorted by place. They are read a few at a time, so that `visit` may take its
/// time, change entries, and never be in another process's way.
void each_entry(const Database& database, const std::filesystem::path& file,
                const std::function<void(const LedgerEntry&)>& visit);

}  // namespace antifaz
