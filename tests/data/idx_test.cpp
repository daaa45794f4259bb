#include "src/data/idx.hpp"

#include <gtest/gtest.h>
#include <zlib.h>

#include "src/core/files.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

std::string big_endian(std::uint32_t value) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(value >> shift & 0xFF);
  return bytes;
}

std::string idx(char type, const std::vector<std::uint32_t>& shape, const std::string& numbers) {
  std::string bytes{0, 0, type, static_cast<char>(shape.size())};
  for (const std::uint32_t extent : shape) bytes += big_endian(extent);
  return bytes + numbers;
}

std::filesystem::path gzipped(const testing::TempFolder& folder, const std::string& bytes) {
  const auto file = folder.path() / "images-idx3-ubyte.gz";
  const gzFile stream = gzopen(file.c_str(), "wb");
  gzwrite(stream, bytes.data(), static_cast<unsigned>(bytes.size()));
  gzclose(stream);
  return file;
}

TEST(Idx, ReadsNumbersOfThreeTypesAlsoWithinGzip) {
  const testing::TempFolder folder;
  const std::string images = idx(0x08, {2, 1, 3}, "\x01\x02\x03\x04\x05\xFF");
  for (const auto& file : {folder.write("images-idx3-ubyte", images), gzipped(folder, images)}) {
    EXPECT_TRUE(looks_like_idx(file));
    const NpyArray array = read_idx(file);
    EXPECT_EQ(array.shape, (std::vector<std::int64_t>{2, 1, 3}));
    EXPECT_EQ(std::get<std::vector<std::uint8_t>>(array.numbers),
              (std::vector<std::uint8_t>{1, 2, 3, 4, 5, 255}));
  }
  const NpyArray floats = read_idx(
      folder.write("floats", idx(0x0D, {2}, big_endian(0x3F800000) + big_endian(0xC0000000))));
  EXPECT_EQ(std::get<std::vector<float>>(floats.numbers), (std::vector<float>{1, -2}));
  const NpyArray doubles =
      read_idx(folder.write("doubles", idx(0x0E, {1}, big_endian(0x3FF80000) + big_endian(0))));
  EXPECT_EQ(std::get<std::vector<double>>(doubles.numbers), std::vector<double>{1.5});
}

TEST(Idx, RefusesWithTheReason) {
  const testing::TempFolder folder;
  const auto refusal = [&](const std::string& bytes, const char* reason) {
    EXPECT_ERROR(read_idx(folder.write("x", bytes)), HasSubstr(reason));
  };
  const std::string good = idx(0x08, {2, 2}, "abcd");
  for (std::size_t size = 0; size < good.size(); ++size) {
    refusal(good.substr(0, size), "cut off");
    EXPECT_ERROR(read_idx(gzipped(folder, good.substr(0, size))), HasSubstr("cut off"));
  }
  refusal(good + "e", "goes on behind");
  refusal("a,b,c\n1,2,3\n", "is no IDX file");
  refusal(idx(0x0B, {1}, "ab"), "type 11");
  refusal(idx(0x08, {1, 1, 1, 1, 1}, "a"), "5 extents");
  refusal(idx(0x08, {70000, 70000}, "abc"), "more than it may");
  refusal(idx(0x08, {0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF}, "abc"), "more than it may");
  EXPECT_ERROR(read_idx(folder.path() / "absent"), HasSubstr("can't be read"));
  EXPECT_ERROR(read_idx(folder.path()), HasSubstr("can't be read"));
}

TEST(Idx, ADamagedGzipFileIsFound) {
  const testing::TempFolder folder;
  const auto file = gzipped(folder, idx(0x08, {2, 2}, "abcd"));
  const std::string good = read_file(file);
  std::string other = good;
  other[other.size() - 6] ^= 1;  // of its checksum
  EXPECT_ERROR(read_idx(folder.write("other.gz", other)), HasSubstr("damaged"));
  for (const std::size_t less : {1, 5, 8}) {  // of its length, of its checksum
    EXPECT_ERROR(read_idx(folder.write("cut.gz", good.substr(0, good.size() - less))),
                 HasSubstr("damaged"));
  }
}

TEST(Idx, OtherFilesDoNotLookLikeIt) {
  const testing::TempFolder folder;
  EXPECT_FALSE(looks_like_idx(folder.write("a.csv", "a,b\n1,2\n")));
  EXPECT_FALSE(looks_like_idx(folder.write("short", std::string(3, '\0'))));
  EXPECT_FALSE(looks_like_idx(folder.write("zeros", std::string(9, '\0'))));
  EXPECT_FALSE(looks_like_idx(folder.path() / "absent"));
}

}  // namespace
}  // namespace antifaz
