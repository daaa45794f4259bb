#include "pipelines/ledger/folder_status.hpp"

#include <algorithm>

#include "pipelines/ledger/ledger.hpp"
#include "src/core/sha256.hpp"

namespace antifaz {

FolderStatus folder_status(const FolderStatusJob& job, Observer& observer) {
  FolderStatus status;
  const LedgerReader ledger(job.output);
  status.left_out = ledger.left_out();
  ledger.each([&](const LedgerEntry& entry) {
    if (observer.wants_stop()) throw Stopped("stopped; nothing was changed");
    ++status.photographs;
    ++status.counts[entry.status];
    for (const LedgerFace& face : entry.faces) {
      ++status.faces[face.fate];
      status.doubtful += face.doubtful && face.fate == FaceFate::kProtected ? 1 : 0;
    }
    if (!entry.marks.empty() && status.marked++ < FolderStatus::kNamed) {
      status.first_marked.push_back({entry.input, reasons_of(entry.marks)});
    }
    status.last = std::max(status.last, entry.time);
    if (entry.is_written()) {
      ++status.settings[sha256_of_bytes(entry.settings + entry.weights)];
    } else if (status.not_written++ < FolderStatus::kNamed) {
      status.failures.push_back({entry.input, why_not_written(entry)});
    }
  });
  return status;
}

std::string why_not_written(const LedgerEntry& entry) {
  return entry.status == LedgerStatus::kStarted ? "was being written when its run ended, or is now"
                                                : entry.reason;
}

}  // namespace antifaz
