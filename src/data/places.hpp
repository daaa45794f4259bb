#pragma once

#include <cstddef>
#include <filesystem>
#include <map>

namespace antifaz {

/// Where a path really leads, links resolved as far as it exists; no trailing slash.
std::filesystem::path real_place_of(const std::filesystem::path& path);

/// True where `path` is `folder` or lies below it. Both come from `real_place_of`.
bool is_within(const std::filesystem::path& path, const std::filesystem::path& folder);

/// The folder, or the nearest above it, that is there.
std::filesystem::path existing_folder(const std::filesystem::path& folder);

/// False too where nobody can tell.
bool is_folder(const std::filesystem::path& path);

/// Where files stand that may themselves be links: their folder's real place and their own name.
/// Files that are asked for one after the other lie together, so that a folder is looked at once.
class Places {
 public:
  const std::filesystem::path& folder_of(const std::filesystem::path& file);
  std::filesystem::path of(const std::filesystem::path& file) {
    return folder_of(file) / file.filename();
  }

 private:
  static constexpr std::size_t kFoldersKept = 1000;
  std::map<std::filesystem::path, std::filesystem::path> folders_;
};

}  // namespace antifaz
