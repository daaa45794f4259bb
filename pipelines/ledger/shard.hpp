#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace antifaz {

/// The hidden folder, in an output folder, of what the program keeps about it.
inline constexpr char kLedgerFolder[] = ".antifaz";

/// One of several runs, perhaps on several machines, that divide the photographs of one output
/// folder among them. Each keeps a ledger of its own (`Ledger`); `merge_ledgers` joins them.
struct Shard {
  int number = 1;  ///< from 1
  int of = 1;      ///< 1: not divided, one run does all

  bool is_whole() const { return of == 1; }
  /// True where what is written to this place below the output folder is this shard's. It hangs on
  /// the place alone, so that photographs that are added later move no others.
  bool holds(std::string_view place) const;
  bool operator==(const Shard& other) const { return number == other.number && of == other.of; }
};

/// "3/8".
std::string to_string(const Shard& shard);
/// Of such a text, or of "slurm": what the variables of a job array of Slurm's say
/// (SLURM_ARRAY_TASK_ID, _MIN, _STEP and _COUNT). Throws `UsageError` that says what is wrong.
Shard parse_shard(const std::string& text);

/// Where the ledger of a shard lies in the output folder.
std::filesystem::path ledger_folder(const std::filesystem::path& output, const Shard& shard);
/// The shards that have a ledger there, by their numbers; not a whole run's.
std::vector<Shard> shards_in(const std::filesystem::path& output);

}  // namespace antifaz
