#include "pipelines/ledger/file_stamp.hpp"

#include <sys/stat.h>

namespace antifaz {

FileStamp stamp_of(const std::filesystem::path& file) {
  constexpr std::int64_t kNanoseconds = 1'000'000'000;
  struct stat found;
  if (stat(file.c_str(), &found) != 0) return {};
  return {found.st_size, found.st_ctim.tv_sec * kNanoseconds + found.st_ctim.tv_nsec};
}

}  // namespace antifaz
