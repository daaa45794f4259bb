#include "pipelines/ledger/folder_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <string>
#include <system_error>

#include "src/core/error.hpp"
#include "src/core/files.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

std::string reason() { return std::generic_category().message(errno); }

// Who holds it may not have written its number yet.
std::string holder(const fs::path& file) {
  std::error_code problem;
  const long process = std::atol(read_file(file, problem).c_str());
  return process > 0 ? "process " + std::to_string(process) : "another process";
}

}  // namespace

FolderLock::FolderLock(const fs::path& file, const fs::path& folder)
    : handle_(open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666)) {
  if (handle_ < 0) throw Error(file, "can't be written (" + reason() + ")");
  if (flock(handle_, LOCK_EX | LOCK_NB) != 0) {
    const bool held = errno == EWOULDBLOCK;
    const std::string why = reason();
    close(handle_);
    if (!held) throw Error(file, "can't be locked (" + why + ")");
    throw Error(folder, holder(file) +
                            " is writing into this folder; wait until it is done, or give another "
                            "output folder");
  }
  const std::string process = std::to_string(getpid()) + "\n";
  if (ftruncate(handle_, 0) != 0 ||
      write(handle_, process.data(), process.size()) != static_cast<ssize_t>(process.size())) {
    const std::string why = reason();
    close(handle_);
    throw Error(file, "can't be written (" + why + ")");
  }
}

FolderLock::~FolderLock() { close(handle_); }

}  // namespace antifaz
