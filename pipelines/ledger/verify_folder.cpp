#include "pipelines/ledger/verify_folder.hpp"

#include <optional>
#include <string>
#include <system_error>

#include "pipelines/ledger/ledger.hpp"
#include "pipelines/progress_meter.hpp"
#include "src/core/error.hpp"
#include "src/core/sha256.hpp"
#include "src/data/file_walk.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

std::optional<Drift> drift_of(const fs::path& file, const LedgerEntry& written) {
  std::error_code problem;
  const fs::file_status status = fs::symlink_status(file, problem);
  if (written.output_hash.empty()) return Drift::kUnfinished;
  if (!fs::exists(status)) return Drift::kMissing;
  std::string hash;
  try {
    if (fs::is_regular_file(status)) hash = sha256_of(file);
  } catch (const Error&) {  // what can't be read can't be vouched for
  }
  if (hash != written.output_hash) return Drift::kChanged;
  return std::nullopt;
}

}  // namespace

std::string_view to_string(Drift drift) {
  switch (drift) {
    case Drift::kMissing:
      return "missing";
    case Drift::kChanged:
      return "changed";
    case Drift::kUnfinished:
      return "unfinished";
    case Drift::kForeign:
      break;
  }
  return "foreign";
}

FolderCheck verify_folder(const VerifyFolderJob& job, Observer& observer,
                          const std::function<void(const FoundDrift&)>& found) {
  FolderCheck result;
  const auto tell = [&](const fs::path& file, Drift drift) {
    ++result.drift;
    found({file, drift});
  };
  LedgerReader ledger(job.output);
  ProgressMeter meter(observer, "verify", ledger.size());
  ledger.each([&](const LedgerEntry& entry) {
    if (observer.wants_stop()) throw Stopped("stopped; nothing was changed");
    if (entry.may_stand()) {
      ++result.files;
      const auto drift = drift_of(job.output / entry.place, entry);
      if (drift) tell(entry.place, *drift);
    }
    meter.advance(1);
  });
  walk_files(job.output, [&](const WalkedFile& file) {
    if (observer.wants_stop()) throw Stopped("stopped; nothing was changed");
    const auto entry = ledger.find(file.path.string());
    if (!entry || !entry->may_stand()) tell(file.path, Drift::kForeign);
  });
  return result;
}

}  // namespace antifaz
