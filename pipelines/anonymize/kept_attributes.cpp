#include "pipelines/anonymize/kept_attributes.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "src/core/error.hpp"
#include "src/core/files.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

// Set-user-id bits and the like are for programs.
constexpr mode_t kPermissions = 0777;
constexpr mode_t kOwnerAlone = 0600;

/// Of our own new file that means: this file system has no such thing.
bool is_unknown_here() {
  return errno == EPERM || errno == ENOSYS || errno == EOPNOTSUPP || errno == EINVAL;
}

bool write_all(int handle, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = write(handle, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

/// 0 or the cause of failure.
int fill(const fs::path& temporary, std::string_view bytes, const struct stat* original) {
  const int handle = open(temporary.c_str(), O_WRONLY | O_NOFOLLOW | O_CLOEXEC);
  if (handle < 0) return errno;
  const mode_t mode = original ? original->st_mode & kPermissions : kOwnerAlone;
  int problem = 0;
  if (fchmod(handle, mode) != 0 && !is_unknown_here()) problem = errno;
  if (problem == 0 && !write_all(handle, bytes)) problem = errno;
  if (problem == 0 && original) {
    const timespec times[2] = {original->st_atim, original->st_mtim};
    if (futimens(handle, times) != 0 && !is_unknown_here()) problem = errno;
  }
  if (close(handle) != 0 && problem == 0) problem = errno;
  return problem;
}

}  // namespace

void write_atomically_like(const fs::path& original, const fs::path& file, std::string_view bytes) {
  struct stat seen {};
  const bool there = stat(original.c_str(), &seen) == 0;
  write_atomically(file, [&](const fs::path& temporary) {
    const int problem = fill(temporary, bytes, there ? &seen : nullptr);
    if (problem == 0) return;
    const std::error_code code(problem, std::generic_category());
    throw Error(file, "can't be written (" + code.message() + ")", code);
  });
}

}  // namespace antifaz
