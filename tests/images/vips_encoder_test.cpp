#include <gmock/gmock.h>

#include "src/core/files.hpp"
#include "src/images/codecs.hpp"
#include "tests/support/image_bytes.hpp"
#include "tests/support/shared_data.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using testing::encoded;
using testing::exif_block;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::with_chunk;
using testing::with_segment;

Photo read(const std::string& bytes) {
  testing::TempFolder folder;
  auto result = read_photo(folder.write("x", bytes));
  if (const auto* fault = std::get_if<ImageFault>(&result)) {
    ADD_FAILURE() << fault->reason;
    return {};
  }
  return std::get<Photo>(std::move(result));
}

std::string written(const Photo& photo, const std::string& name) {
  testing::TempFolder folder;
  write_photo(photo, folder / name);
  return read_file(folder / name);
}

/// A photograph in Display P3, or of whatever profile `bytes` has.
Photo display_p3() { return read(read_file(shared_path("data/cases/display_p3.jpg"))); }

// Everything that other programs plant, each with a word of its own.
std::string full_of_secrets(const cv::Mat& image) {
  const std::string preview = encoded(".jpg", image);
  std::string jpeg = encoded(".jpg", image);
  jpeg = with_segment(jpeg, '\xFE', "SECRET comment");
  jpeg = with_segment(jpeg, '\xED', std::string("Photoshop 3.0\0", 14) + "8BIMSECRET iptc");
  jpeg = with_segment(jpeg, '\xE1',
                      std::string("http://ns.adobe.com/xap/1.0/\0", 29) +
                          "<x:xmpmeta>SECRET face regions</x:xmpmeta>");
  jpeg = with_segment(jpeg, '\xEC', "SECRET maker note");
  const std::string exif = exif_block(6, true) + "SECRET gps" + preview;
  return with_segment(jpeg, '\xE1', std::string("Exif\0\0", 6) + exif) + "SECRET tail";
}

cv::Mat noise(int width, int height, int type) {
  cv::Mat image(height, width, type);
  cv::RNG random(3);
  random.fill(image, cv::RNG::UNIFORM, 0, CV_MAT_DEPTH(type) == CV_16U ? 65536 : 256);
  return image;
}

void expect_equal(const cv::Mat& a, const cv::Mat& b) {
  ASSERT_EQ(a.size(), b.size());
  ASSERT_EQ(a.type(), b.type());
  EXPECT_EQ(cv::norm(a, b, cv::NORM_INF), 0);
}

TEST(EncodeWithVips, LosslessFormatsComeBack) {
  testing::TempFolder folder;
  for (const char* name : {"a.PNG", "a.tif", "a.jp2"}) {
    for (int type : {CV_8UC1, CV_8UC2, CV_8UC3, CV_8UC4, CV_16UC1, CV_16UC2, CV_16UC3, CV_16UC4}) {
      const cv::Mat image = noise(7, 5, type);
      write_photo(image, folder / name);
      expect_equal(read(read_file(folder / name)).pixels, image);
    }
  }
  for (const char* name : {"a.bmp", "a.webp"}) {
    const cv::Mat image = noise(7, 5, CV_8UC3);
    write_photo(image, folder / name);
    expect_equal(read(read_file(folder / name)).pixels, image);
  }
}

TEST(EncodeWithVips, JpegKeepsColoursAtFullResolution) {
  // Stripes of red and blue one pixel wide: halved chroma would leave one purple.
  cv::Mat stripes(16, 16, CV_8UC3, cv::Scalar(200, 60, 60));
  for (int x = 0; x < 16; x += 2) stripes.col(x).setTo(cv::Scalar(60, 60, 200));
  testing::TempFolder folder;
  write_photo(stripes, folder / "a.jpg");
  EXPECT_LT(cv::norm(read(read_file(folder / "a.jpg")).pixels, stripes, cv::NORM_INF), 30);
}

TEST(EncodeWithVips, JpegOfEveryPhotograph) {
  testing::TempFolder folder;
  const cv::Mat deep(8, 8, CV_16UC4, cv::Scalar(257 * 10, 257 * 100, 257 * 200, 65535));
  write_photo(deep, folder / "a.jpeg");
  EXPECT_LE(cv::norm(read(read_file(folder / "a.jpeg")).pixels,
                     cv::Mat(8, 8, CV_8UC3, cv::Scalar(10, 100, 200)), cv::NORM_INF),
            2);
  write_photo(cv::Mat(8, 8, CV_8UC1, cv::Scalar(50)), folder / "grey.jpg");
  expect_equal(read(read_file(folder / "grey.jpg")).pixels, cv::Mat(8, 8, CV_8UC1, cv::Scalar(50)));
}

TEST(EncodeWithVips, NoPlantedMetadataSurvives) {
  const cv::Mat image(16, 24, CV_8UC3, cv::Scalar(30, 90, 200));
  std::vector<Photo> photos{read(full_of_secrets(image))};
  std::string png = encoded(".png", image);
  png = with_chunk(png, "tEXt", std::string("Comment\0SECRET", 14));
  photos.push_back(read(with_chunk(png, "eXIf", exif_block(6, true) + "SECRET")));
  photos.push_back(read(testing::webp_with(exif_block(6, false) + "SECRET", image)));
  for (Photo& photo : photos) {
    EXPECT_EQ(photo.pixels.size(), cv::Size(16, 24));  // turned
    for (const char* name :
         {"a.jpg", "a.png", "a.webp", "a.tif", "a.bmp", "a.heic", "a.avif", "a.jp2", "a.gif"}) {
      photo.format.reset();
      const std::string bytes = written(photo, name);
      EXPECT_THAT(bytes, Not(HasSubstr("SECRET"))) << name;
      EXPECT_THAT(bytes, Not(HasSubstr("Exif"))) << name;
      EXPECT_THAT(bytes, Not(HasSubstr("xmp"))) << name;
      EXPECT_EQ(read(bytes).pixels.size(), cv::Size(16, 24)) << name;
    }
  }
}

TEST(EncodeWithVips, KeepsItsFormatUnderAnyName) {
  const Photo photo = read(encoded(".png", cv::Mat(3, 4, CV_16UC4, cv::Scalar(1, 2, 3, 4))));
  EXPECT_EQ(photo.format, ImageFormat::kPng);
  const Photo again = read(written(photo, "a.jpg"));
  EXPECT_EQ(again.format, ImageFormat::kPng);
  EXPECT_EQ(cv::norm(photo.pixels, again.pixels, cv::NORM_INF), 0);
}

TEST(EncodeWithVips, KeepsTheResolution) {
  Photo photo;
  photo.pixels = cv::Mat(3, 4, CV_8UC3, cv::Scalar(1, 2, 3));
  EXPECT_EQ(read(written(photo, "a.tif")).resolution, cv::Point2d());
  photo.resolution = {300 / 25.4, 150 / 25.4};
  for (const char* name : {"a.jpg", "a.png", "a.tif", "a.bmp"}) {
    const cv::Point2d again = read(written(photo, name)).resolution;
    EXPECT_NEAR(again.x, photo.resolution.x, 0.01) << name;
    EXPECT_NEAR(again.y, photo.resolution.y, 0.01) << name;
  }
}

TEST(EncodeWithVips, TurnsTheResolutionWithThePixels) {
  Photo photo;
  photo.pixels = cv::Mat(8, 16, CV_8UC3, cv::Scalar(1, 2, 3));
  photo.resolution = {10, 5};
  const std::string turned = with_chunk(written(photo, "a.png"), "eXIf", exif_block(6, true));
  EXPECT_NEAR(read(turned).resolution.x, 5, 0.01);
}

TEST(EncodeWithVips, LossyWebpStaysLossy) {
  cv::Mat image(64, 64, CV_8UC3);
  cv::RNG(1).fill(image, cv::RNG::UNIFORM, 0, 256);
  const Photo lossy = read(encoded(".webp", image, {cv::IMWRITE_WEBP_QUALITY, 60}));
  EXPECT_TRUE(lossy.lossy);
  EXPECT_TRUE(read(written(lossy, "a.webp")).lossy);
  const Photo lossless = read(encoded(".webp", image));
  EXPECT_FALSE(lossless.lossy);
  const Photo again = read(written(lossless, "a.webp"));
  EXPECT_FALSE(again.lossy);
  EXPECT_EQ(cv::norm(again.pixels, image, cv::NORM_INF), 0);
}

TEST(EncodeWithVips, KeepsWhatEachFormatCanHold) {
  cv::Mat deep(32, 32, CV_16UC4, cv::Scalar(257 * 10, 257 * 100, 257 * 200, 257 * 128));
  Photo photo;
  photo.pixels = deep;
  for (const auto& [name, type, tolerance] :
       std::vector<std::tuple<const char*, int, int>>{{"a.png", CV_16UC4, 0},
                                                      {"a.tif", CV_16UC4, 0},
                                                      {"a.jp2", CV_16UC4, 0},
                                                      {"a.webp", CV_8UC4, 0},
                                                      {"a.bmp", CV_8UC4, 0},
                                                      {"a.jpg", CV_8UC3, 2},
                                                      {"a.avif", CV_16UC4, 400},
                                                      {"a.heic", CV_16UC4, 800}}) {
    const cv::Mat again = read(written(photo, name)).pixels;
    ASSERT_EQ(again.type(), type) << name;
    cv::Scalar expected(10, 100, 200, 128);
    if (again.depth() == CV_16U) expected *= 257;
    EXPECT_LE(cv::norm(again, cv::Mat(again.size(), type, expected), cv::NORM_INF), tolerance)
        << name;
  }
}

TEST(EncodeWithVips, KeepsTheProfileOrConvertsItsColours) {
  ANTIFAZ_REQUIRE_SHARED("data/cases/display_p3.jpg");
  Photo photo = display_p3();
  ASSERT_GT(photo.profile.size(), 100u);
  photo.format.reset();
  for (const char* name : {"a.jpg", "a.png", "a.webp", "a.tif", "a.heic", "a.avif"}) {
    const Photo again = read(written(photo, name));
    EXPECT_EQ(again.profile, photo.profile) << name;
    EXPECT_LT(cv::norm(again.pixels, photo.pixels, cv::NORM_L1) / photo.pixels.total() / 3, 3)
        << name;
  }
  const cv::Scalar srgb(94.73, 102.53, 108.02);  // mean colour, as Pillow converts it
  for (const char* name : {"a.bmp", "a.jp2"}) {
    const Photo again = read(written(photo, name));
    EXPECT_EQ(again.profile, "") << name;
    const cv::Scalar mean = cv::mean(again.pixels);
    for (int c = 0; c < 3; ++c) EXPECT_NEAR(mean[c], srgb[c], 0.1) << name;
  }
}

TEST(EncodeWithVips, LeavesTheCallersPixelsAlone) {
  const cv::Mat image = noise(9, 6, CV_8UC3);
  const cv::Mat before = image.clone();
  for (const char* name : {"a.jpg", "a.png", "a.bmp", "a.webp", "a.jp2"}) {
    Photo photo;
    photo.pixels = image;
    written(photo, name);
    expect_equal(image, before);
  }
}

TEST(EncodeWithVips, ABrokenProfileIsTakenForSrgb) {
  Photo photo;
  photo.pixels = noise(4, 4, CV_8UC3);
  photo.profile = "no profile";
  expect_equal(read(written(photo, "a.jp2")).pixels, photo.pixels);
}

}  // namespace
}  // namespace antifaz
