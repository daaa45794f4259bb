#include "src/data/places.hpp"

#include <algorithm>
#include <system_error>

namespace antifaz {

namespace fs = std::filesystem;

fs::path real_place_of(const fs::path& path) {
  std::error_code problem;  // links in a circle, for example: then as it is spelt
  fs::path canonical = fs::weakly_canonical(fs::absolute(path), problem);
  if (problem) canonical = fs::absolute(path).lexically_normal();
  return canonical.has_filename() ? canonical : canonical.parent_path();
}

bool is_within(const fs::path& path, const fs::path& folder) {
  return std::mismatch(folder.begin(), folder.end(), path.begin(), path.end()).first ==
         folder.end();
}

fs::path existing_folder(const fs::path& folder) {
  std::error_code problem;
  fs::path above = fs::absolute(folder).lexically_normal();
  while (!fs::exists(above, problem) && above != above.parent_path()) above = above.parent_path();
  return above;
}

bool is_folder(const fs::path& path) {
  std::error_code problem;
  return fs::is_directory(path, problem);
}

const fs::path& Places::folder_of(const fs::path& file) {
  const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  if (const auto known = folders_.find(folder); known != folders_.end()) return known->second;
  if (folders_.size() == kFoldersKept) folders_.clear();
  return folders_.emplace(folder, real_place_of(folder)).first->second;
}

}  // namespace antifaz
