#include "src/data/exif_orientation.hpp"

#include <gtest/gtest.h>
#include <zlib.h>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "src/data/image_io.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

std::string big_endian(std::size_t value, int bytes) {
  std::string text;
  for (int i = bytes - 1; i >= 0; --i) text += static_cast<char>(value >> (8 * i));
  return text;
}

std::string little_endian(std::size_t value, int bytes) {
  const std::string text = big_endian(value, bytes);
  return std::string(text.rbegin(), text.rend());
}

/// A TIFF structure whose only tag is the orientation.
std::string exif_block(int orientation, bool motorola) {
  const auto number = motorola ? big_endian : little_endian;
  return (motorola ? "MM" : "II") + number(42, 2) + number(8, 4) + number(1, 2) +  // one entry
         number(0x0112, 2) + number(3, 2) + number(1, 4) + number(orientation, 2) + number(0, 2) +
         number(0, 4);
}

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

std::string encoded(const std::string& extension, const cv::Mat& image) {
  std::vector<unsigned char> bytes;
  cv::imencode(extension, image, bytes);
  return std::string(bytes.begin(), bytes.end());
}

std::string jpeg_with(const std::string& exif, const cv::Mat& image) {
  const std::string marker = std::string("Exif\0\0", 6) + exif;
  return encoded(".jpg", image).insert(2, "\xFF\xE1" + big_endian(marker.size() + 2, 2) + marker);
}

std::string png_with(const std::string& exif, const cv::Mat& image) {
  const std::string chunk = "eXIf" + exif;
  const auto sum = crc32(0, reinterpret_cast<const Bytef*>(chunk.data()), chunk.size());
  return encoded(".png", image).insert(33, big_endian(exif.size(), 4) + chunk + big_endian(sum, 4));
}

// Lossless WebP in the extended container: VP8X announces the EXIF chunk at the end.
std::string webp_with(const std::string& exif, const cv::Mat& image) {
  const std::string plain = encoded(".webp", image);
  const std::string body = "WEBPVP8X" + little_endian(10, 4) + little_endian(0x08, 4) +
                           little_endian(image.cols - 1, 3) + little_endian(image.rows - 1, 3) +
                           plain.substr(12) + "EXIF" + little_endian(exif.size(), 4) + exif;
  return "RIFF" + little_endian(body.size(), 4) + body;
}

// Uncompressed grey TIFF in one strip.
std::string tiff_with(int orientation, const cv::Mat& image) {
  cv::Mat grey;
  cv::cvtColor(image, grey, cv::COLOR_BGR2GRAY);
  const std::vector<std::pair<int, std::size_t>> tags{
      {256, grey.cols}, {257, grey.rows},   {258, 8}, {259, 1},         {262, 1},
      {273, 8},         {274, orientation}, {277, 1}, {278, grey.rows}, {279, grey.total()}};
  std::string file = "II" + little_endian(42, 2) + little_endian(8 + grey.total(), 4) +
                     std::string(grey.datastart, grey.dataend) + little_endian(tags.size(), 2);
  for (const auto& [tag, value] : tags) {
    file +=
        little_endian(tag, 2) + little_endian(4, 2) + little_endian(1, 4) + little_endian(value, 4);
  }
  return file + little_endian(0, 4);
}

void expect_letters(const std::string& bytes, int orientation) {
  testing::TempFolder folder;
  const auto result = read_photo(folder.write("x.jpg", bytes));
  ASSERT_TRUE(std::holds_alternative<cv::Mat>(result)) << std::get<ImageFault>(result).reason;
  const cv::Mat expected = letters(kUpright[orientation - 1]);
  const cv::Mat image = to_bgr8(std::get<cv::Mat>(result));
  ASSERT_EQ(image.size(), expected.size()) << "orientation " << orientation;
  EXPECT_LE(cv::norm(image, expected, cv::NORM_INF), 3) << "orientation " << orientation;
}

TEST(ExifOrientation, ReadsBothByteOrders) {
  for (int orientation = 1; orientation <= 8; ++orientation) {
    EXPECT_EQ(exif_orientation(exif_block(orientation, true)), orientation);
    EXPECT_EQ(exif_orientation(std::string("Exif\0\0", 6) + exif_block(orientation, false)),
              orientation);
  }
}

TEST(ExifOrientation, BrokenBlocksAreUpright) {
  EXPECT_EQ(exif_orientation(""), 1);
  EXPECT_EQ(exif_orientation("nonsense"), 1);
  EXPECT_EQ(exif_orientation(exif_block(0, true)), 1);
  EXPECT_EQ(exif_orientation(exif_block(9, true)), 1);
  const std::string block = exif_block(6, true);
  for (std::size_t size = 0; size < 18; ++size) {
    EXPECT_EQ(exif_orientation(block.substr(0, size)), 1) << size;
  }
}

TEST(Upright, PutsEveryCornerInPlace) {
  for (int orientation = 1; orientation <= 8; ++orientation) {
    const cv::Mat image = upright(letters(kUpright[0]), orientation);
    const cv::Mat expected = letters(kUpright[orientation - 1]);
    ASSERT_EQ(image.size(), expected.size()) << orientation;
    EXPECT_EQ(cv::norm(image, expected, cv::NORM_INF), 0) << orientation;
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
  const cv::Mat image = std::get<cv::Mat>(result);
  EXPECT_EQ(image.channels(), 4);
  EXPECT_EQ(image.size(), cv::Size(2 * kBlock, 3 * kBlock));
}

TEST(WritePhotoOrientation, MetadataIsGone) {
  testing::TempFolder folder;
  const cv::Mat stored = letters(kUpright[0]);
  const auto photo = read_photo(folder.write("a.jpg", jpeg_with(exif_block(6, true), stored)));
  write_photo(std::get<cv::Mat>(photo), folder / "b.jpg");
  std::ifstream file(folder / "b.jpg", std::ios::binary);
  const std::string bytes(std::istreambuf_iterator<char>(file), {});
  EXPECT_EQ(bytes.find("Exif"), std::string::npos);
}

}  // namespace
}  // namespace antifaz
