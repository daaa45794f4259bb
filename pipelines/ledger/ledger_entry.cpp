#include "pipelines/ledger/ledger_entry.hpp"

#include "src/core/error.hpp"
#include "src/core/sha256.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

bool has_hash(const fs::path& file, const std::string& hash) {
  if (hash.empty()) return false;
  try {
    return sha256_of(file) == hash;
  } catch (const Error&) {
    return false;  // whoever needs the file says what is wrong with it
  }
}

}  // namespace

std::string_view to_string(LedgerStatus status) {
  switch (status) {
    case LedgerStatus::kStarted:
      return "started";
    case LedgerStatus::kProtected:
      return "protected";
    case LedgerStatus::kObscured:
      return "obscured";
    case LedgerStatus::kCopied:
      return "copied";
    case LedgerStatus::kNoFace:
      return "no_face";
    case LedgerStatus::kQuarantined:
      return "quarantined";
    case LedgerStatus::kFailed:
      break;
  }
  return "failed";
}

bool LedgerEntry::is_written() const {
  return status == LedgerStatus::kProtected || status == LedgerStatus::kObscured ||
         status == LedgerStatus::kCopied;
}

bool LedgerEntry::may_stand() const { return status == LedgerStatus::kStarted || is_written(); }

bool LedgerEntry::is_of(const fs::path& photograph) const {
  return absolute_input(photograph) == input || has_hash(photograph, input_hash);
}

bool LedgerEntry::input_is_unchanged(const fs::path& photograph) const {
  if (input_hash.empty()) return false;
  const bool untouched = absolute_input(photograph) == input && stamp_of(photograph) == input_stamp;
  return untouched || has_hash(photograph, input_hash);
}

bool LedgerEntry::output_is_unchanged(const fs::path& file) const {
  std::error_code problem;
  if (output_hash.empty() || !fs::is_regular_file(fs::symlink_status(file, problem))) return false;
  return stamp_of(file) == output_stamp || has_hash(file, output_hash);
}

fs::path absolute_input(const fs::path& photograph) {
  return fs::absolute(photograph).lexically_normal();
}

std::string place_below(const fs::path& output, const fs::path& file) {
  return file.lexically_relative(output).string();
}

}  // namespace antifaz
