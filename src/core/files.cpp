#include "src/core/files.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <random>
#include <sstream>

#include "src/core/error.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

constexpr char kTemporaryPrefix[] = ".antifaz-";

// Streams say only that they failed; errno says why.
std::error_code last_error() {
  return std::error_code(errno != 0 ? errno : EIO, std::generic_category());
}

Error unwritable(const fs::path& file, std::error_code problem) {
  return Error(file, "can't be written (" + problem.message() + ")", problem);
}

/// A new, empty, hidden file in the folder of `file`. Its name can't be foretold, so nobody can put
/// a link where it will be; it is not the file's own plus a suffix, which may be too long.
fs::path make_temporary_file(const fs::path& file) {
  std::random_device random;
  for (;;) {
    std::ostringstream name;
    name << kTemporaryPrefix << std::hex << random() << random() << ".tmp";
    fs::path temporary = file.parent_path() / name.str();
    const int handle = open(temporary.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0666);
    if (handle < 0 && errno == EEXIST) continue;
    if (handle < 0) throw unwritable(file, last_error());
    close(handle);
    return temporary;
  }
}

// Waits until a file, or the names of a folder, would outlast a power cut. What can't be opened or
// lies where nothing of the kind can be asked for is let be.
bool reached_disk(const fs::path& path) {
  const int handle = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (handle < 0) return true;
  const bool reached = fsync(handle) == 0 || errno == EINVAL || errno == EROFS || errno == ENOTSUP;
  const int problem = errno;
  close(handle);
  errno = problem;
  return reached;
}

}  // namespace

std::string read_file(const fs::path& file, std::error_code& problem) {
  const fs::file_status status = fs::status(file, problem);
  if (problem) return "";
  if (fs::is_directory(status)) problem = std::make_error_code(std::errc::is_a_directory);
  if (!problem && !fs::is_regular_file(status)) {
    problem = std::make_error_code(std::errc::not_supported);
  }
  if (problem) return "";
  errno = 0;
  std::ifstream in(file, std::ios::binary);
  std::string bytes;
  if (in && in.seekg(0, std::ios::end)) {
    bytes.resize(static_cast<std::size_t>(in.tellg()));
    in.seekg(0);
    in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  }
  if (!in) problem = last_error();
  return bytes;
}

std::string read_file(const fs::path& file) {
  std::error_code problem;
  std::string bytes = read_file(file, problem);
  if (problem) throw Error(file, "can't be read (" + problem.message() + ")");
  return bytes;
}

void write_atomically(const fs::path& file, std::string_view bytes) {
  write_atomically_streamed(file, [&](std::ostream& out) {
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  });
}

void write_atomically_streamed(const fs::path& file,
                               const std::function<void(std::ostream&)>& write) {
  write_atomically(file, [&](const fs::path& temporary) {
    errno = 0;
    std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
    write(out);
    out.close();
    if (!out) throw unwritable(file, last_error());
  });
}

void write_atomically(const fs::path& file, const std::function<void(const fs::path&)>& write) {
  const fs::path temporary = make_temporary_file(file);
  std::error_code problem, ignored;
  try {
    write(temporary);
    // Else a power cut could leave the name with nothing behind it.
    if (!reached_disk(temporary)) throw unwritable(file, last_error());
  } catch (...) {
    fs::remove(temporary, ignored);
    throw;
  }
  fs::rename(temporary, file, problem);
  if (problem) {
    fs::remove(temporary, ignored);
    throw unwritable(file, problem);
  }
  const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  if (!reached_disk(folder)) throw unwritable(file, last_error());
}

bool is_of_the_disk(std::error_code problem) {
  return problem == std::errc::no_space_on_device || problem == std::errc::read_only_file_system ||
         problem == std::error_code(EDQUOT, std::generic_category());
}

std::size_t remove_temporary_files(const fs::path& folder) {
  std::error_code problem, ignored;
  std::size_t removed = 0;
  fs::recursive_directory_iterator entry(folder, fs::directory_options::skip_permission_denied,
                                         problem);
  for (; !problem && entry != fs::recursive_directory_iterator(); entry.increment(problem)) {
    const std::string name = entry->path().filename().string();
    const bool ours = name.rfind(kTemporaryPrefix, 0) == 0 && entry->path().extension() == ".tmp";
    if (!ours || !fs::is_regular_file(entry->symlink_status(ignored))) continue;
    if (fs::remove(entry->path(), ignored)) ++removed;
  }
  return removed;
}

void expect_writable(const fs::path& file) {
  std::error_code problem;
  if (fs::is_directory(file, problem)) throw Error(file, "is a folder; name a file");
  const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  if (!fs::is_directory(folder, problem)) {
    throw Error(file, "can't be written: there is no folder '" + folder.string() + "'; make it");
  }
  if (access(folder.c_str(), W_OK | X_OK) != 0) {
    throw Error(file, "can't be written: no right to write into '" + folder.string() + "'");
  }
}

void expect_new_folder(const fs::path& folder) {
  std::error_code problem;
  if (fs::exists(fs::symlink_status(folder, problem))) {
    if (!fs::is_directory(folder, problem) || !fs::is_empty(folder, problem) || problem) {
      throw Error(folder, "is there already; choose a new folder");
    }
  }
  expect_writable_folder(folder);
}

void expect_writable_folder(const fs::path& folder) {
  std::error_code problem;
  fs::path above = fs::absolute(folder).lexically_normal();
  while (!fs::exists(above, problem) && above != above.parent_path()) above = above.parent_path();
  if (!fs::is_directory(above, problem) || access(above.c_str(), W_OK | X_OK) != 0) {
    throw Error(folder, "can't be made: '" + above.string() + "' is no folder to write into");
  }
}

}  // namespace antifaz
