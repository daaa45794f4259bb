#include "pipelines/training/event_file.hpp"

#include <array>
#include <chrono>
#include <cstring>

#include "src/core/error.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

// Protocol buffers' wire types.
enum Wire { kVarint = 0, kFixed64 = 1, kBytes = 2, kFixed32 = 5 };

template <typename Unsigned>
std::string little_endian(Unsigned value) {
  std::string bytes;
  for (std::size_t i = 0; i < sizeof value; ++i) bytes += static_cast<char>(value >> (8 * i));
  return bytes;
}

std::string varint(std::uint64_t value) {
  std::string bytes;
  for (; value >= 0x80; value >>= 7) bytes += static_cast<char>(value | 0x80);
  return bytes + static_cast<char>(value);
}

std::string key(int field, Wire wire) { return varint(static_cast<unsigned>(field << 3 | wire)); }

std::string bytes_field(int field, std::string_view bytes) {
  return (key(field, kBytes) + varint(bytes.size())).append(bytes);
}

template <typename Bits, typename Number>
std::string number_field(int field, Wire wire, Number number) {
  static_assert(sizeof(Bits) == sizeof(Number));
  Bits bits;
  std::memcpy(&bits, &number, sizeof bits);
  return key(field, wire) + little_endian(bits);
}

double unix_time() {
  return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

// Event.wall_time = 1
std::string wall_time() { return number_field<std::uint64_t>(1, kFixed64, unix_time()); }

// TFRecord masks its checksums, since a checksum of data that holds checksums is weak.
std::uint32_t masked(std::uint32_t crc) { return (crc >> 15 | crc << 17) + 0xA282EAD8u; }

std::array<std::uint32_t, 256> make_crc_table() {
  std::array<std::uint32_t, 256> table;
  for (std::uint32_t byte = 0; byte < 256; ++byte) {
    std::uint32_t crc = byte;
    for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ (crc & 1 ? 0x82F63B78u : 0u);
    table[byte] = crc;
  }
  return table;
}

}  // namespace

std::uint32_t crc32c(std::string_view bytes) {
  static const std::array<std::uint32_t, 256> kTable = make_crc_table();
  std::uint32_t crc = ~0u;
  for (char c : bytes) crc = crc >> 8 ^ kTable[(crc ^ static_cast<unsigned char>(c)) & 0xFF];
  return ~crc;
}

EventFile::EventFile(const fs::path& folder) {
  std::error_code problem;
  fs::create_directories(folder, problem);
  if (problem) throw Error(folder, "can't be made (" + problem.message() + ")");
  // TensorBoard orders a run's files by name. Two runs started within a second get two names.
  auto second = static_cast<std::int64_t>(unix_time());
  do {
    path_ = folder / ("events.out.tfevents." + std::to_string(second++) + ".antifaz");
  } while (fs::exists(path_));
  file_.open(path_, std::ios::binary);
  write_record(wall_time() + bytes_field(3, "brain.Event:2"));  // file_version
}

void EventFile::add(std::int64_t step, const NamedValues& values) {
  std::string summary;
  for (const auto& [tag, value] : values) {  // Summary.Value: tag = 1, simple_value = 2
    summary += bytes_field(1, bytes_field(1, tag) + number_field<std::uint32_t>(
                                                        2, kFixed32, static_cast<float>(value)));
  }
  write_record(wall_time() + key(2, kVarint) + varint(static_cast<std::uint64_t>(step)) +
               bytes_field(5, summary));
}

void EventFile::write_record(std::string_view event) {
  const std::string length = little_endian(static_cast<std::uint64_t>(event.size()));
  file_ << length << little_endian(masked(crc32c(length))) << event
        << little_endian(masked(crc32c(event))) << std::flush;
  if (!file_) throw Error(path_, "can't be written");
}

}  // namespace antifaz
