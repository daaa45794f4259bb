#include <gmock/gmock.h>

#include "src/images/codecs.hpp"
#include "tests/support/image_bytes.hpp"
#include "tests/support/jpeg_files.hpp"

namespace antifaz {
namespace {

using testing::encoded;
using ::testing::HasSubstr;

cv::Mat noise() {
  cv::Mat image(64, 80, CV_8UC3);
  cv::RNG(3).fill(image, cv::RNG::UNIFORM, 0, 256);
  return image;
}

std::string without_end(const std::string& jpeg) { return jpeg.substr(0, jpeg.size() - 2); }

TEST(JpegDamage, WholeFilesHaveNone) {
  EXPECT_EQ(jpeg_damage(encoded(".jpg", noise())), "");
  EXPECT_EQ(jpeg_damage(encoded(".jpg", noise()) + "a tail"), "");
}

TEST(JpegDamage, MissingBlocksAreDamage) {
  const std::string bytes = encoded(".jpg", noise());
  EXPECT_THAT(jpeg_damage(bytes.substr(0, bytes.size() / 2)), HasSubstr("premature end"));
  EXPECT_THAT(jpeg_damage(bytes.substr(0, 10)), ::testing::Not(""));
}

TEST(JpegDamage, AMissingEndMarkerIsHarmlessWhereOneScanHasItAll) {
  EXPECT_EQ(jpeg_damage(without_end(encoded(".jpg", noise()))), "");
  const std::string progressive = encoded(".jpg", noise(), {cv::IMWRITE_JPEG_PROGRESSIVE, 1});
  EXPECT_EQ(jpeg_damage(progressive), "");
  EXPECT_THAT(jpeg_damage(without_end(progressive)), HasSubstr("remature end"));
}

TEST(JpegDamage, StrayBytesBeforeAMarkerAreHarmless) {
  std::string bytes = encoded(".jpg", noise());
  bytes.insert(bytes.size() - 2, "stray");  // cameras leave such; libjpeg warns
  EXPECT_EQ(jpeg_damage(bytes), "");
  const Decoded decoded = decode_with_vips(bytes, ImageFormat::kJpeg);
  ASSERT_TRUE(std::holds_alternative<Photo>(decoded)) << std::get<ImageFault>(decoded).reason;
  EXPECT_EQ(std::get<Photo>(decoded).pixels.size(), noise().size());
}

// A corrupted block behind an oddity that libjpeg warns of first.
TEST(JpegDamage, IsSeenBehindHarmlessOddities) {
  std::string bytes = encoded(".jpg", noise(), {cv::IMWRITE_JPEG_RST_INTERVAL, 2});
  const std::size_t restart = bytes.find("\xFF\xD0");
  ASSERT_NE(restart, std::string::npos);
  bytes.insert(restart, "stray");
  EXPECT_EQ(jpeg_damage(bytes), "");
  const std::size_t later = bytes.find("\xFF\xD3", restart);
  ASSERT_NE(later, std::string::npos);
  bytes.erase(later - 30, 30);
  EXPECT_NE(jpeg_damage(bytes), "");
  EXPECT_TRUE(std::holds_alternative<ImageFault>(decode_with_vips(bytes, ImageFormat::kJpeg)));
}

// Each scan goes over the whole picture, however few bytes it has.
TEST(JpegDamage, ScansWithoutEndAreRefused) {
  testing::JpegKind kind;
  for (int coefficient = 1; coefficient < DCTSIZE2; ++coefficient) {
    for (int c = 0; c < 3; ++c) kind.scans.push_back({1, {c}, coefficient, coefficient, 0, 0});
  }
  kind.scans.insert(kind.scans.begin(), {3, {0, 1, 2}, 0, 0, 0, 0});
  const std::string bytes = testing::jpeg_of(noise(), kind);
  EXPECT_EQ(jpeg_damage(bytes), "too many scans");
  kind.scans.resize(100);
  EXPECT_EQ(jpeg_damage(testing::jpeg_of(noise(), kind)), "");
}

}  // namespace
}  // namespace antifaz
