#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "pipelines/ledger/ledger_entry.hpp"

namespace antifaz {

/// The hidden folder, in an output folder, of what the program keeps about it.
inline constexpr char kLedgerFolder[] = ".antifaz";

/// What was done with every photograph of an output folder: `.antifaz/ledger.sqlite` (SQLite, one
/// row a photograph). While one lives no other process gets one of the same folder.
class Ledger {
 public:
  /// Makes folder and file where they are missing. Throws `Error` where another process writes into
  /// the folder (it is named), and where the ledger is damaged or can't be written.
  explicit Ledger(const std::filesystem::path& output);
  ~Ledger();
  Ledger(const Ledger&) = delete;
  Ledger& operator=(const Ledger&) = delete;

  /// What is known of a place (`LedgerEntry::place`).
  std::optional<LedgerEntry> find(const std::string& place);
  /// Keeps all entries or none, in place of what was known of their places. They outlast a power
  /// cut once it returns. Begins a new ledger where somebody removed it meanwhile.
  void record(const std::vector<LedgerEntry>& entries);

 private:
  struct Open;
  void open();

  std::filesystem::path output_;
  std::unique_ptr<Open> open_;
};

/// True where the folder has a ledger.
bool has_ledger(const std::filesystem::path& output);

/// Tells every entry, sorted by place, also while another process writes. Throws `Error` where the
/// folder has no ledger, or a damaged one, and what `visit` throws.
void read_ledger(const std::filesystem::path& output,
                 const std::function<void(const LedgerEntry&)>& visit);

}  // namespace antifaz
