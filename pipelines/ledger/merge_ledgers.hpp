#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "pipelines/ledger/shard.hpp"
#include "pipelines/observer.hpp"
#include "src/text/name_tally.hpp"

namespace antifaz {

struct MergeLedgersJob {
  std::filesystem::path output;  ///< an output folder of `anonymize --shard`
};

/// What came of joining the shards' ledgers.
struct MergedLedgers {
  std::vector<Shard> joined;
  std::vector<Shard> missing;   ///< of divisions of which another shard has a ledger
  std::vector<Shard> unended;   ///< stopped, killed, or at work
  std::size_t photographs = 0;  ///< in the joined ledger
  /// Places that several shards wrote: of each the one counts whose file stands there, else the
  /// later one.
  NameTally overlaps;
  bool is_complete() const { return missing.empty() && unended.empty(); }
};

/// Joins the ledgers of an output folder's shards with the folder's own, which then knows all of
/// them, so that `folder_status`, `verify_folder` and a run that is not divided go on from there.
/// The shards' ledgers stay: merging again takes what has come since. Where every shard that has a
/// ledger has ended, removes the temporary files of killed runs, too. Throws `Error` where the
/// folder has no ledger of a shard, another process writes with the folder's own, or one is
/// damaged; and `Stopped`.
MergedLedgers merge_ledgers(const MergeLedgersJob& job, Observer& observer);

}  // namespace antifaz
