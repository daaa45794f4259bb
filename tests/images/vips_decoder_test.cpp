#include <gmock/gmock.h>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "src/images/image_io.hpp"
#include "src/images/image_limits.hpp"
#include "src/images/jpeg_in_place.hpp"
#include "src/images/jpeg_parts.hpp"
#include "tests/support/image_bytes.hpp"
#include "tests/support/jpeg_files.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using testing::encoded;
using testing::exif_block;
using ::testing::HasSubstr;
using testing::jpeg_with;
using testing::png_with;
using testing::tiff_with;
using testing::webp_with;

// Stored 3 wide, 2 high, in blocks that survive JPEG; the upright letters by orientation:
//   a b c
//   d e f
constexpr int kBlock = 16;
cv::Mat letters(const std::vector<std::string>& rows) {
  cv::Mat small(static_cast<int>(rows.size()), static_cast<int>(rows[0].size()), CV_8UC3);
  for (int y = 0; y < small.rows; ++y) {
    for (int x = 0; x < small.cols; ++x) {
      small.at<cv::Vec3b>(y, x) = cv::Vec3b::all(static_cast<uchar>((rows[y][x] - 'a') * 40));
    }
  }
  cv::Mat image;
  cv::resize(small, image, cv::Size(), kBlock, kBlock, cv::INTER_NEAREST);
  return image;
}

// CIPA DC-008: where row 0 and column 0 of what is stored belong.
const std::vector<std::vector<std::string>> kUpright{
    {"abc", "def"},      // 1 top, left
    {"cba", "fed"},      // 2 top, right
    {"fed", "cba"},      // 3 bottom, right
    {"def", "abc"},      // 4 bottom, left
    {"ad", "be", "cf"},  // 5 left, top
    {"da", "eb", "fc"},  // 6 right, top
    {"fc", "eb", "da"},  // 7 right, bottom
    {"cf", "be", "ad"},  // 8 left, bottom
};

void expect_letters(const std::string& bytes, int orientation) {
  testing::TempFolder folder;
  const auto result = read_photo(folder.write("x.jpg", bytes));
  ASSERT_TRUE(std::holds_alternative<Photo>(result)) << std::get<ImageFault>(result).reason;
  const cv::Mat expected = letters(kUpright[orientation - 1]);
  const cv::Mat image = to_bgr8(std::get<Photo>(result).pixels);
  ASSERT_EQ(image.size(), expected.size()) << "orientation " << orientation;
  EXPECT_LE(cv::norm(image, expected, cv::NORM_INF), 3) << "orientation " << orientation;
}

// As of `kUpright`, also where the block is in the other byte order, broken or says nonsense.
TEST(ReadPhotoOrientation, ReadsBothByteOrders) {
  const cv::Mat stored = letters(kUpright[0]);
  for (int orientation = 1; orientation <= 8; ++orientation) {
    for (const bool motorola : {true, false}) {
      expect_letters(jpeg_with(exif_block(orientation, motorola), stored), orientation);
    }
  }
}

TEST(ReadPhotoOrientation, BrokenBlocksAreUpright) {
  const cv::Mat stored = letters(kUpright[0]);
  expect_letters(jpeg_with("", stored), 1);
  expect_letters(jpeg_with("nonsense", stored), 1);
  expect_letters(jpeg_with(exif_block(0, true), stored), 1);
  expect_letters(jpeg_with(exif_block(9, true), stored), 1);
  const std::string block = exif_block(6, true);
  for (std::size_t size = 0; size < 18; ++size) {
    expect_letters(jpeg_with(block.substr(0, size), stored), 1);
  }
}

TEST(ReadPhotoOrientation, IsAppliedInEveryFormat) {
  const cv::Mat stored = letters(kUpright[0]);
  for (int orientation = 1; orientation <= 8; ++orientation) {
    expect_letters(jpeg_with(exif_block(orientation, true), stored), orientation);
    expect_letters(png_with(exif_block(orientation, false), stored), orientation);
    expect_letters(webp_with(exif_block(orientation, false), stored), orientation);
    expect_letters(tiff_with(orientation, stored), orientation);
  }
}

TEST(ReadPhotoOrientation, KeepsAlpha) {
  cv::Mat stored;
  cv::cvtColor(letters(kUpright[0]), stored, cv::COLOR_BGR2BGRA);
  testing::TempFolder folder;
  const auto result = read_photo(folder.write("x.png", png_with(exif_block(6, true), stored)));
  const cv::Mat image = std::get<Photo>(result).pixels;
  EXPECT_EQ(image.channels(), 4);
  EXPECT_EQ(image.size(), cv::Size(2 * kBlock, 3 * kBlock));
}

TEST(WritePhotoOrientation, MetadataIsGone) {
  testing::TempFolder folder;
  const cv::Mat stored = letters(kUpright[0]);
  const auto photo = read_photo(folder.write("a.jpg", jpeg_with(exif_block(6, true), stored)));
  write_photo(std::get<Photo>(photo), folder / "b.jpg");
  std::ifstream file(folder / "b.jpg", std::ios::binary);
  const std::string bytes(std::istreambuf_iterator<char>(file), {});
  EXPECT_EQ(bytes.find("Exif"), std::string::npos);
}

std::string fault_of(const std::string& bytes) {
  testing::TempFolder folder;
  const auto result = read_photo(folder.write("x.jpg", bytes));
  const auto* fault = std::get_if<ImageFault>(&result);
  return fault ? fault->reason : "(no fault)";
}

TEST(DecodeWithVips, FurtherPicturesBehindAJpegAreNamed) {
  const cv::Mat image = letters(kUpright[0]);
  const std::string plain = encoded(".jpg", image);
  testing::TempFolder folder;
  const auto alone = read_photo(folder.write("a.jpg", plain));
  EXPECT_EQ(std::get<Photo>(alone).left_out, "");
  const std::string several =
      testing::with_segment(plain, '\xE2', std::string("MPF\0", 4) + "index") + plain;
  const auto first = read_photo(folder.write("b.mpo", several));
  EXPECT_EQ(std::get<Photo>(first).left_out, "further pictures behind the first");
  EXPECT_EQ(std::get<Photo>(first).pixels.size(), image.size());
}

TEST(DecodeWithVips, MoreScansThanTheLimitAreRefusedAtOnce) {
  testing::JpegKind kind;
  kind.scans = {{3, {0, 1, 2}, 0, 0, 0, 0}};
  for (int coefficient = 1; coefficient < 34; ++coefficient) {
    for (int c = 0; c < 3; ++c) kind.scans.push_back({1, {c}, coefficient, coefficient, 0, 0});
  }
  ASSERT_EQ(kind.scans.size(), image_limits::kScans);
  const cv::Mat pixels = testing::texture({32, 32}, 3);
  EXPECT_EQ(fault_of(testing::jpeg_of(pixels, kind)), "(no fault)");
  kind.scans.push_back({1, {0}, 40, 40, 0, 0});
  EXPECT_EQ(fault_of(testing::jpeg_of(pixels, kind)), "has 101 scans, which are too many");
}

TEST(DecodeWithVips, WithoutAUnitThereIsNoResolution) {
  testing::TempFolder folder;
  const cv::Mat image = letters(kUpright[0]);
  const std::string sides("\0\0\0\1\0\0\0\2\0", 9);  // and no unit
  const auto png =
      read_photo(folder.write("a.png", testing::with_chunk(encoded(".png", image), "pHYs", sides)));
  EXPECT_EQ(std::get<Photo>(png).resolution, cv::Point2d());
  EXPECT_EQ(std::get<Photo>(png).left_out, "the shape of its pixels");
  for (const double down : {1, 2}) {
    const std::string bytes = jfif_without_exif(encoded(".jpg", image), {1, down, false});
    const Photo photo = std::get<Photo>(read_photo(folder.write("a.jpg", bytes)));
    EXPECT_EQ(photo.resolution, cv::Point2d());
    EXPECT_EQ(photo.left_out, "");
    const std::string anew = encode_photo(photo, "a.jpg"), in_place = *jpeg_in_place(photo);
    EXPECT_EQ(jfif_ratio(anew), cv::Size(1, static_cast<int>(down)));
    EXPECT_EQ(jfif_ratio(in_place), cv::Size(1, static_cast<int>(down)));
  }
}

TEST(DecodeWithVips, AnimationsAreRefused) {
  const std::string png = encoded(".png", letters(kUpright[0]));
  const std::string two_frames =
      testing::with_chunk(png, "acTL", std::string("\0\0\0\2\0\0\0\0", 8));
  EXPECT_THAT(fault_of(two_frames), HasSubstr("several pictures (an animation)"));
}

// One pixel: cyan 51, magenta 102, yellow 0, black 51 of 255.
TEST(DecodeWithVips, CmykWithoutAProfileIsConvertedPlainly) {
  std::string file = "II" + testing::little_endian(42, 2) + testing::little_endian(12, 4);
  file += {51, 102, 0, 51};
  const std::vector<std::pair<int, int>> tags{{256, 1}, {257, 1}, {258, 8}, {259, 1}, {262, 5},
                                              {273, 8}, {277, 4}, {278, 1}, {279, 4}};
  file += testing::little_endian(tags.size(), 2);
  for (const auto& [tag, value] : tags) {
    file += testing::little_endian(static_cast<std::size_t>(tag), 2) +
            testing::little_endian(4, 2) + testing::little_endian(1, 4) +
            testing::little_endian(static_cast<std::size_t>(value), 4);
  }
  file += testing::little_endian(0, 4);
  testing::TempFolder folder;
  const auto result = read_photo(folder.write("x.tif", file));
  ASSERT_TRUE(std::holds_alternative<Photo>(result)) << std::get<ImageFault>(result).reason;
  // 204 * 204 / 255, 153 * 204 / 255, 255 * 204 / 255
  EXPECT_EQ(std::get<Photo>(result).pixels.at<cv::Vec3b>(0, 0), cv::Vec3b(204, 122, 163));
}

TEST(DecodeWithVips, PagesAreRefused) {
  testing::TempFolder folder;
  const cv::Mat image = letters(kUpright[0]);
  ASSERT_TRUE(cv::imwritemulti((folder / "two.tif").string(), std::vector<cv::Mat>{image, image}));
  const auto result = read_photo(folder / "two.tif");
  ASSERT_TRUE(std::holds_alternative<ImageFault>(result));
  EXPECT_THAT(std::get<ImageFault>(result).reason, HasSubstr("holds 2 pictures"));
}

/// The only directory of a TIFF of `tiff_with`, which ends it, gets a colour profile of zeros.
std::string with_profile(std::string tiff, const cv::Mat& image, std::size_t bytes) {
  using testing::little_endian;
  tiff.replace(8 + image.total(), 2, little_endian(11, 2));
  tiff.resize(tiff.size() - 4);
  tiff += little_endian(34675, 2) + little_endian(7, 2) + little_endian(bytes, 4);
  return tiff + little_endian(tiff.size() + 8, 4) + little_endian(0, 4) + std::string(bytes, '\0');
}

TEST(DecodeWithVips, ProfilesBeyondTheLimitAreRefused) {
  const cv::Mat image = letters(kUpright[0]);
  const auto fault = [&](std::size_t bytes) {
    return fault_of(with_profile(tiff_with(1, image), image, bytes));
  };
  EXPECT_EQ(fault(image_limits::kProfileBytes), "(no fault)");
  EXPECT_EQ(fault(image_limits::kProfileBytes + 1), "its profile is huge");
}

TEST(DecodeWithVips, HarmlessDamageOfTextIsReadOver) {
  const cv::Mat image = letters(kUpright[0]);
  std::string png = testing::with_chunk(encoded(".png", image), "tEXt", std::string("a\0b", 3));
  png[33 + 8 + 3] ^= 1;  // the chunk's checksum
  ::testing::internal::CaptureStderr();
  expect_letters(png, 1);
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
}

}  // namespace
}  // namespace antifaz
