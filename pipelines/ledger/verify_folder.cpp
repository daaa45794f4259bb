#include "pipelines/ledger/verify_folder.hpp"

#include <set>
#include <system_error>

#include "pipelines/ledger/ledger.hpp"
#include "pipelines/progress_meter.hpp"
#include "src/core/error.hpp"
#include "src/core/sha256.hpp"
#include "src/data/file_walk.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

struct Written {
  std::string place, hash;  // no hash: never finished
};

void check(const fs::path& output, const Written& written, FolderCheck& result) {
  const fs::path file = output / written.place;
  std::error_code problem;
  const fs::file_status status = fs::symlink_status(file, problem);
  if (written.hash.empty()) {
    result.drift.push_back({written.place, Drift::kUnfinished});
  } else if (!fs::exists(status)) {
    result.drift.push_back({written.place, Drift::kMissing});
  } else {
    std::string hash;
    try {
      if (fs::is_regular_file(status)) hash = sha256_of(file);
    } catch (const Error&) {  // what can't be read can't be vouched for
    }
    if (hash != written.hash) result.drift.push_back({written.place, Drift::kChanged});
  }
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

FolderCheck verify_folder(const VerifyFolderJob& job, Observer& observer) {
  std::vector<Written> all;
  read_ledger(job.output, [&](const LedgerEntry& entry) {
    if (entry.may_stand()) all.push_back({entry.place, entry.output_hash});
  });
  FolderCheck result;
  result.files = all.size();
  std::set<std::string> known;
  ProgressMeter meter(observer, "verify", all.size());
  for (const Written& written : all) {
    if (observer.wants_stop()) throw Stopped("stopped; nothing was changed");
    check(job.output, written, result);
    known.insert(written.place);
    meter.advance(1);
  }
  walk_files(job.output, [&](const WalkedFile& file) {
    if (known.count(file.path.string()) == 0) {
      result.drift.push_back({file.path, Drift::kForeign});
    }
  });
  return result;
}

}  // namespace antifaz
