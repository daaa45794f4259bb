#include "pipelines/anonymize/plan/name_folding.hpp"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <system_error>

namespace antifaz {

namespace fs = std::filesystem;

bool folds_together(const fs::path& folder, const fs::path& one, const fs::path& other) {
  const auto [a, b] = std::mismatch(one.begin(), one.end(), other.begin(), other.end());
  if (a == one.end() || b == other.end()) return true;
  std::string trial = (folder / ".antifaz-XXXXXX").string();
  if (!mkdtemp(trial.data())) return true;
  std::error_code problem, ignored;
  fs::create_directory(fs::path(trial) / *a, problem);
  const bool same = problem || fs::exists(fs::path(trial) / *b, problem);
  fs::remove_all(trial, ignored);
  return same;
}

}  // namespace antifaz
