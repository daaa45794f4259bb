#include "pipelines/training/run_folder.hpp"

#include "src/core/error.hpp"
#include "src/core/files.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

bool holds_any_of(const fs::path& folder, const std::initializer_list<const char*>& names) {
  std::error_code ignored;
  for (const char* name : names) {
    if (fs::exists(folder / name, ignored)) return true;
  }
  return false;
}

}  // namespace

fs::path result_file(const fs::path& run) { return run / kWeightsFile; }

void expect_run_folder(const TrainerOptions& options) {
  const fs::path& folder = options.folder;
  if (folder.empty()) return;
  const bool begun = holds_any_of(folder, {kCheckpointFile});
  const bool left_over = holds_any_of(folder, {kCurvesFile, kBestEpochFile, kWeightsFile});
  if (options.resume && !begun) {
    throw Error(folder / kCheckpointFile,
                std::string("no checkpoint to resume from; leave --resume out") +
                    (left_over ? " and choose another folder" : " to start"));
  }
  if (!options.resume && begun) {
    throw Error(folder,
                "holds a training run already; add --resume to go on with it, or choose another "
                "folder");
  }
  if (!options.resume && left_over) {
    throw Error(folder, "holds a training run already, without its checkpoint; choose another");
  }
  std::error_code ignored;
  if (fs::is_directory(folder, ignored)) {
    expect_writable(folder / kCheckpointFile);
  } else {
    expect_new_folder(folder);
  }
}

}  // namespace antifaz
