#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "src/core/named_values.hpp"

namespace antifaz {

/// Scalars for TensorBoard: a file `events.out.tfevents.TIME.antifaz` of TFRecords that hold
/// `Event` protocol buffers. Each run, a resumed one too, writes a file of its own beside the older
/// ones, which TensorBoard reads as one run; nothing written before is ever touched.
class EventFile {
 public:
  /// Makes `folder` where it is missing. Throws `Error` where it can't be written.
  explicit EventFile(const std::filesystem::path& folder);

  /// One event with all `values` (tag, value) of `step`, on disk when this returns. NamedValues are
  /// stored as 32-bit floats. Throws `Error` where writing fails.
  void add(std::int64_t step, const NamedValues& values);

  const std::filesystem::path& path() const { return path_; }

 private:
  void write_record(std::string_view event);

  std::filesystem::path path_;
  std::ofstream file_;
};

/// CRC-32C (Castagnoli; RFC 3720, B.4), the checksum of TFRecords.
std::uint32_t crc32c(std::string_view bytes);

}  // namespace antifaz
