#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "pipelines/observer.hpp"

namespace antifaz {

struct VerifyFolderJob {
  std::filesystem::path output;  ///< an output folder of `anonymize`
};

enum class Drift {
  kMissing,     ///< written, and no file is there now
  kChanged,     ///< written, and other bytes are there now
  kUnfinished,  ///< a run began to write it and never said that it was done
  kForeign      ///< a photograph (or a link, ...) that no run wrote
};
std::string_view to_string(Drift drift);

struct FolderCheck {
  struct Found {
    std::filesystem::path file;  ///< below the output folder
    Drift drift = Drift::kMissing;
  };

  std::size_t files = 0;     ///< that the ledger says were written
  std::vector<Found> drift;  ///< those that aren't as they were written, then foreign ones
  bool holds() const { return drift.empty(); }
};

/// Reads every file that the folder's ledger says was written, and looks for photographs that it
/// knows nothing of (files that are none may lie among them, a report for example). Changes
/// nothing. Throws what `read_ledger` does, and `Stopped`.
FolderCheck verify_folder(const VerifyFolderJob& job, Observer& observer);

}  // namespace antifaz
