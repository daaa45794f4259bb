#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "pipelines/ledger/ledger_entry.hpp"
#include "pipelines/ledger/shard.hpp"

namespace antifaz {

/// What was done with every photograph of an output folder: `.antifaz/ledger.sqlite` (SQLite, one
/// row a photograph). While one lives no other process gets one of the same folder. A shard's lies
/// in a folder of its own (`ledger_folder`), and keeps only processes of the same shard away.
class Ledger {
 public:
  /// Makes folder and file where they are missing. Throws `Error` where another process writes into
  /// the folder (it is named), and where the ledger is damaged or can't be written.
  explicit Ledger(const std::filesystem::path& output, const Shard& shard = {});
  ~Ledger();
  Ledger(const Ledger&) = delete;
  Ledger& operator=(const Ledger&) = delete;

  /// What is known of a place (`LedgerEntry::place`).
  std::optional<LedgerEntry> find(const std::string& place);
  /// Keeps all entries or none, in place of what was known of their places. They outlast a power
  /// cut once it returns. Begins a new ledger where somebody removed it meanwhile.
  void record(const std::vector<LedgerEntry>& entries);
  /// Keeps how many files the inputs of the run that begins hold that are no photographs, by kind
  /// ("text files"), in place of the last run's. They get no row each: there may be as many of them
  /// as photographs, and nothing becomes of them.
  void record_left_out(const std::map<std::string, std::size_t>& files);
  /// Keeps whether the run that begins, or ends, has come to its end.
  void record_end(bool reached);
  /// Tells every entry, sorted by place.
  void each(const std::function<void(const LedgerEntry&)>& visit);

 private:
  struct Open;
  void open();

  std::filesystem::path output_;
  Shard shard_;
  std::unique_ptr<Open> open_;
};

/// True where the folder has a ledger, of the shard.
bool has_ledger(const std::filesystem::path& output, const Shard& shard = {});

/// Reads the ledger of an output folder, also while another process writes it. Throws `Error` where
/// it is damaged.
class LedgerReader {
 public:
  /// Throws `Error` where the folder has no ledger, of the shard.
  explicit LedgerReader(const std::filesystem::path& output, const Shard& shard = {});
  ~LedgerReader();
  LedgerReader(const LedgerReader&) = delete;
  LedgerReader& operator=(const LedgerReader&) = delete;

  std::size_t size() const;  ///< entries
  std::optional<LedgerEntry> find(const std::string& place);
  /// What the last run's inputs hold that are no photographs, by kind.
  std::map<std::string, std::size_t> left_out() const;
  /// The last run came to its end. True too of ledgers that know nothing of it.
  bool ended() const;
  /// Tells every entry, sorted by place, in the memory of a few; and throws what `visit` throws.
  void each(const std::function<void(const LedgerEntry&)>& visit) const;

 private:
  struct Open;
  std::unique_ptr<Open> open_;
};

}  // namespace antifaz
