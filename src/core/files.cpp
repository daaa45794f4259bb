#include "src/core/files.hpp"

#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <fstream>

#include "src/core/error.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

// Streams say only that they failed; errno says why.
std::error_code last_error() {
  return std::error_code(errno != 0 ? errno : EIO, std::generic_category());
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
  // Not the file's own name plus a suffix: that may be too long for the file system. Process and
  // counter keep concurrent writers apart.
  static std::atomic<unsigned> counter{0};
  const fs::path temporary = file.parent_path() / (".antifaz-" + std::to_string(getpid()) + "-" +
                                                   std::to_string(counter++) + ".tmp");
  errno = 0;
  std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  std::error_code problem;
  if (!out) problem = last_error();
  if (!problem) fs::rename(temporary, file, problem);
  if (!problem) return;
  std::error_code ignored;
  fs::remove(temporary, ignored);
  throw Error(file, "can't be written (" + problem.message() + ")");
}

}  // namespace antifaz
