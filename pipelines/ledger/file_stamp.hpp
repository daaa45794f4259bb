#pragma once

#include <cstdint>
#include <filesystem>

namespace antifaz {

/// By what a file is taken to be unchanged without reading it. `changed` is the time that the
/// system keeps of any change (ctime), which unlike the modification time nobody can set.
struct FileStamp {
  std::int64_t size = 0;
  std::int64_t changed = 0;  ///< nanoseconds since 1970

  bool operator==(const FileStamp& other) const {
    return size == other.size && changed == other.changed;
  }
  bool operator!=(const FileStamp& other) const { return !(*this == other); }
};

/// Of the file that the path leads to; all zero where there is none.
FileStamp stamp_of(const std::filesystem::path& file);

}  // namespace antifaz
