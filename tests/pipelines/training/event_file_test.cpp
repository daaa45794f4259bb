#include "pipelines/training/event_file.hpp"

#include <gmock/gmock.h>

#include <cstring>
#include <map>

#include "src/core/files.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;
namespace fs = std::filesystem;

template <typename T>
T take(std::string_view& bytes) {
  T value;
  if (bytes.size() < sizeof value) throw std::runtime_error("truncated");
  std::memcpy(&value, bytes.data(), sizeof value);
  bytes.remove_prefix(sizeof value);
  return value;
}

std::uint64_t take_varint(std::string_view& bytes) {
  std::uint64_t value = 0;
  for (int shift = 0;; shift += 7) {
    const auto byte = take<unsigned char>(bytes);
    value |= std::uint64_t{byte & 0x7Fu} << shift;
    if (byte < 0x80) return value;
  }
}

/// A message's fields, each as its raw value: number -> values in order.
std::multimap<std::uint64_t, std::string> parse(std::string_view message) {
  std::multimap<std::uint64_t, std::string> fields;
  while (!message.empty()) {
    const std::uint64_t key = take_varint(message);
    const std::string_view start = message;
    std::size_t size = 0;
    switch (key & 7) {
      case 0:
        take_varint(message);
        fields.emplace(key >> 3, start.substr(0, start.size() - message.size()));
        continue;
      case 1:
        size = 8;
        break;
      case 2:
        size = take_varint(message);
        break;
      case 5:
        size = 4;
        break;
      default:
        throw std::runtime_error("unknown wire type");
    }
    fields.emplace(key >> 3, message.substr(0, size));
    message.remove_prefix(size);
  }
  return fields;
}

template <typename T>
T as(std::string_view bytes) {
  EXPECT_EQ(bytes.size(), sizeof(T));
  return take<T>(bytes);
}

std::uint32_t unmasked(std::uint32_t masked) {
  const std::uint32_t rotated = masked - 0xA282EAD8u;
  return rotated >> 17 | rotated << 15;
}

std::vector<std::string> records(const fs::path& file) {
  const std::string bytes = read_file(file);
  std::string_view rest = bytes;
  std::vector<std::string> records;
  while (!rest.empty()) {
    const std::string_view length_bytes = rest.substr(0, 8);
    const auto length = take<std::uint64_t>(rest);
    EXPECT_EQ(unmasked(take<std::uint32_t>(rest)), crc32c(length_bytes));
    const std::string_view data = rest.substr(0, length);
    rest.remove_prefix(length);
    EXPECT_EQ(unmasked(take<std::uint32_t>(rest)), crc32c(data));
    records.emplace_back(data);
  }
  return records;
}

TEST(Crc32c, KnownVectors) {  // RFC 3720, B.4, and the check value of every CRC catalogue
  EXPECT_EQ(crc32c("123456789"), 0xE3069283u);
  EXPECT_EQ(crc32c(std::string(32, '\0')), 0x8A9136AAu);
  EXPECT_EQ(crc32c(std::string(32, '\xFF')), 0x62A8AB43u);
  EXPECT_EQ(crc32c(""), 0u);
}

TEST(EventFile, DecodesToWhatWasAdded) {
  testing::TempFolder folder;
  EventFile events(folder.path() / "new" / "run");
  events.add(7, {{"loss/total", 0.25}, {"auc", -1e-3}});
  events.add(1LL << 40, {{"loss/total", 3}});
  const auto found = records(events.path());  // still open: each event is on disk at once
  ASSERT_EQ(found.size(), 3u);

  const auto first = parse(found[0]);
  EXPECT_EQ(first.find(3)->second, "brain.Event:2");
  EXPECT_GT(as<double>(first.find(1)->second), 1.6e9);

  const auto second = parse(found[1]);
  EXPECT_GT(as<double>(second.find(1)->second), 1.6e9);
  EXPECT_EQ(second.find(2)->second, "\x07");
  const auto summary = parse(second.find(5)->second);
  ASSERT_EQ(summary.count(1), 2u);
  auto value = summary.find(1);
  EXPECT_EQ(parse(value->second).find(1)->second, "loss/total");
  EXPECT_EQ(as<float>(parse(value->second).find(2)->second), 0.25f);
  ++value;
  EXPECT_EQ(parse(value->second).find(1)->second, "auc");
  EXPECT_EQ(as<float>(parse(value->second).find(2)->second), -1e-3f);

  const std::string step_bytes = parse(found[2]).find(2)->second;
  std::string_view step = step_bytes;
  EXPECT_EQ(take_varint(step), std::uint64_t{1} << 40);
}

TEST(EventFile, EveryRunWritesItsOwn) {
  testing::TempFolder folder;
  EventFile first(folder.path()), second(folder.path());
  EXPECT_NE(first.path(), second.path());
  EXPECT_LT(first.path(), second.path());
  EXPECT_THAT(first.path().filename().string(),
              ::testing::MatchesRegex("events\\.out\\.tfevents\\.[0-9]+\\.antifaz"));
  first.add(1, {{"a", 1}});
  EXPECT_EQ(records(first.path()).size(), 2u);
  EXPECT_EQ(records(second.path()).size(), 1u);
}

TEST(EventFile, FolderThatCannotBeMade) {
  testing::TempFolder folder;
  folder.write("file", "");
  EXPECT_ERROR(EventFile(folder.path() / "file" / "run"), HasSubstr("can't be made"));
}

}  // namespace
}  // namespace antifaz
