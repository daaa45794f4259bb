#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string_view>

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

struct FoundDrift {
  std::filesystem::path file;  ///< below the output folder
  Drift drift = Drift::kMissing;
};

struct FolderCheck {
  std::size_t files = 0;  ///< that the ledger says were written
  std::size_t drift = 0;  ///< that aren't as they were written, or foreign
  bool holds() const { return drift == 0; }
};

/// Reads every file that the folder's ledger says was written, and looks for photographs that it
/// knows nothing of (files that are none may lie among them, a report for example). Tells each that
/// drifted as it is found, sorted by place, then foreign ones. Changes nothing; memory doesn't grow
/// with the files. Throws what `LedgerReader` does, and `Stopped`.
FolderCheck verify_folder(const VerifyFolderJob& job, Observer& observer,
                          const std::function<void(const FoundDrift&)>& found);

}  // namespace antifaz
