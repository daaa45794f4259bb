#include "models/codes/zstd_frame.hpp"

#include "tests/support/error_matcher.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

TEST(ZstdFrame, UnpacksToWhatItMayOnly) {
  const std::string frame = zstd_frame(std::string(100000, 'a'), 4096);
  EXPECT_LT(frame.size(), 1000U);
  EXPECT_EQ(unpacked_zstd_frame(frame, 100000), std::string(100000, 'a'));
  EXPECT_ERROR(unpacked_zstd_frame(frame, 99999), HasSubstr("more than it may"));
  EXPECT_EQ(unpacked_zstd_frame(zstd_frame("", 4096), 0), "");
}

/// A frame by hand: magic, descriptor, what follows it, and one last block of a repeated byte.
std::string frame_by_hand(const std::string& descriptor, std::size_t repeats) {
  const auto block = static_cast<unsigned>(repeats << 3 | 1 << 1 | 1);  // RLE, the last one
  std::string frame = "\x28\xB5\x2F\xFD" + descriptor;
  for (int shift = 0; shift < 24; shift += 8) frame += static_cast<char>(block >> shift & 0xFF);
  return frame + "a";
}

TEST(ZstdFrame, WithOrWithoutAContentSize) {
  const std::string window(1, '\x50');                        // 1 MiB
  const std::string none = std::string(1, '\0') + window;     // nothing said
  const std::string said = std::string("\xA0\x64\0\0\0", 5);  // one segment, 4 bytes: 100
  const std::string more = std::string("\xA0\xFF\xFF\xFF\x7F", 5);
  EXPECT_EQ(unpacked_zstd_frame(frame_by_hand(none, 100), 100), std::string(100, 'a'));
  EXPECT_ERROR(unpacked_zstd_frame(frame_by_hand(none, 100), 99), HasSubstr("more than it may"));
  EXPECT_EQ(unpacked_zstd_frame(frame_by_hand(said, 100), 100), std::string(100, 'a'));
  EXPECT_ERROR(unpacked_zstd_frame(frame_by_hand(said, 100), 99), HasSubstr("more than it may"));
  EXPECT_THROW(unpacked_zstd_frame(frame_by_hand(said, 101), 1000), Error);
  EXPECT_ERROR(unpacked_zstd_frame(frame_by_hand(more, 100), 1 << 20),
               HasSubstr("more than it may"));
}

TEST(ZstdFrame, AWindowOfGigabytesIsRefused) {
  const std::string window(1, '\xA8');  // 2 GiB
  EXPECT_THROW(unpacked_zstd_frame(frame_by_hand(std::string(1, '\0') + window, 100), 100), Error);
}

TEST(ZstdFrame, OnlyOneWholeFrame) {
  const std::string frame = zstd_frame("abc", 4096);
  EXPECT_ERROR(unpacked_zstd_frame(frame + frame, 100), HasSubstr("more behind its end"));
  EXPECT_THROW(unpacked_zstd_frame("", 100), Error);
  EXPECT_THROW(unpacked_zstd_frame("PNG and more", 100), Error);
  for (std::size_t size = 1; size < frame.size(); ++size) {
    EXPECT_THROW(unpacked_zstd_frame(frame.substr(0, size), 100), Error) << size;
  }
}

}  // namespace
}  // namespace antifaz
