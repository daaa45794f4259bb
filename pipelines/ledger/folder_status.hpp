#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "pipelines/ledger/ledger_entry.hpp"
#include "pipelines/observer.hpp"

namespace antifaz {

struct FolderStatusJob {
  std::filesystem::path output;  ///< an output folder of `anonymize`
};

/// What the runs into an output folder came to.
struct FolderStatus {
  struct Failure {
    std::filesystem::path input;
    std::string reason;  ///< one line; empty of a photograph without a face
  };

  std::map<LedgerStatus, std::size_t> counts;
  std::size_t photographs = 0, faces = 0;
  std::map<std::string, std::size_t>
      settings;                   ///< photographs by the hash of settings and networks
  std::int64_t last = 0;          ///< when the last one was done, seconds since 1970
  std::vector<Failure> failures;  ///< those that failed, have no face or were not finished
};

/// Reads the folder's ledger and nothing else. Throws what `read_ledger` does, and `Stopped`.
FolderStatus folder_status(const FolderStatusJob& job, Observer& observer);

}  // namespace antifaz
