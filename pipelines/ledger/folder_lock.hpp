#pragma once

#include <filesystem>

namespace antifaz {

/// Keeps a second process out of an output folder while it lives; the system lets go of it however
/// the process ends.
class FolderLock {
 public:
  /// `file` is made. Throws `Error` that names `folder` and the process that holds it.
  FolderLock(const std::filesystem::path& file, const std::filesystem::path& folder);
  ~FolderLock();
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

 private:
  int handle_ = -1;
};

}  // namespace antifaz
