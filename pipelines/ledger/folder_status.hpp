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
  /// So many are named; all of them are in an export (`export_ledger`).
  static constexpr std::size_t kNamed = 20;
  struct Failure {
    std::filesystem::path input;
    std::string reason;  ///< one line; may be empty of a photograph without a face
  };

  std::map<LedgerStatus, std::size_t> counts;
  std::size_t photographs = 0;
  std::map<FaceFate, std::size_t> faces;
  std::size_t doubtful = 0;  ///< protected faces that are doubtful
  std::map<std::string, std::size_t>
      settings;                   ///< photographs by the hash of settings and networks
  std::int64_t last = 0;          ///< when the last one was done, seconds since 1970
  std::size_t not_written = 0;    ///< those that failed, are quarantined, have no
                                  ///< face or were not finished
  std::vector<Failure> failures;  ///< the first of them
  std::size_t marked = 0;         ///< photographs in which faces may have been missed
  std::vector<Failure> first_marked;
  /// Files among the last run's inputs that are no photographs, by kind in words.
  std::map<std::string, std::size_t> left_out;
};

/// Reads the folder's ledger and nothing else. Throws what `LedgerReader` does, and `Stopped`.
FolderStatus folder_status(const FolderStatusJob& job, Observer& observer);

/// One line about an entry whose photograph was not written; empty where it has no face.
std::string why_not_written(const LedgerEntry& entry);

}  // namespace antifaz
