#include "src/images/image_io.hpp"

#include <gmock/gmock.h>
#include <unistd.h>
#include <zlib.h>

#include <opencv2/imgcodecs.hpp>

#include "src/core/files.hpp"
#include "src/images/image_limits.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/image_bytes.hpp"
#include "tests/support/shared_data.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using ::testing::AllOf;
using testing::encoded;
using ::testing::HasSubstr;
namespace fs = std::filesystem;

cv::Mat noise(int width, int height, int type) {
  cv::Mat image(height, width, type);
  cv::RNG random(3);
  random.fill(image, cv::RNG::UNIFORM, 0, CV_MAT_DEPTH(type) == CV_16U ? 65536 : 256);
  return image;
}

/// Reads `bytes` as a file named `name`.
std::variant<Photo, ImageFault> read(const std::string& bytes, const std::string& name = "x.jpg") {
  testing::TempFolder folder;
  return read_photo(folder.write(name, bytes));
}

/// The bytes that `write_photo` makes of it.
std::string written(const Photo& photo, const std::string& name) {
  testing::TempFolder folder;
  write_photo(photo, folder / name);
  return read_file(folder / name);
}
std::string written(const cv::Mat& pixels, const std::string& name) {
  Photo photo;
  photo.pixels = pixels;
  return written(photo, name);
}

cv::Mat image_of(const std::variant<Photo, ImageFault>& result) {
  if (const auto* fault = std::get_if<ImageFault>(&result)) {
    ADD_FAILURE() << fault->reason;
    return cv::Mat();
  }
  return std::get<Photo>(result).pixels;
}

std::string fault_of(const std::variant<Photo, ImageFault>& result) {
  const auto* fault = std::get_if<ImageFault>(&result);
  return fault ? fault->reason : "(no fault)";
}

void expect_equal(const cv::Mat& a, const cv::Mat& b) {
  ASSERT_EQ(a.size(), b.size());
  ASSERT_EQ(a.type(), b.type());
  EXPECT_EQ(cv::norm(a, b, cv::NORM_INF), 0);
}

TEST(ReadPhoto, KeepsDepthAndChannelsOfPng) {
  for (int type : {CV_8UC1, CV_8UC3, CV_8UC4, CV_16UC1, CV_16UC3, CV_16UC4}) {
    const cv::Mat image = noise(7, 5, type);
    expect_equal(image_of(read(encoded(".png", image))), image);
  }
}

TEST(ReadPhoto, ReadsJpegAsOpenCvDoes) {
  for (int type : {CV_8UC1, CV_8UC3}) {
    for (int progressive : {0, 1}) {
      const std::string bytes =
          encoded(".jpg", noise(33, 17, type), {cv::IMWRITE_JPEG_PROGRESSIVE, progressive});
      const std::vector<unsigned char> buffer(bytes.begin(), bytes.end());
      expect_equal(image_of(read(bytes)), cv::imdecode(buffer, cv::IMREAD_UNCHANGED));
    }
  }
}

TEST(ReadPhoto, ReadsTheOtherFormats) {
  const cv::Mat image = noise(7, 5, CV_8UC3);
  for (const char* extension : {".bmp", ".tiff", ".webp"}) {  // all lossless
    expect_equal(image_of(read(encoded(extension, image))), image);
  }
}

// Whose smaller copies of itself are no further pictures.
TEST(ReadPhoto, ReadsJpeg2000OfSeveralResolutions) {
  const cv::Mat image(64, 64, CV_8UC3, cv::Scalar(10, 100, 200));
  EXPECT_LE(cv::norm(image_of(read(encoded(".jp2", image))), image, cv::NORM_INF), 2);
}

TEST(ReadPhoto, OnePixel) {
  for (const char* extension : {".jpg", ".png", ".bmp", ".tiff", ".webp"}) {
    EXPECT_EQ(image_of(read(encoded(extension, noise(1, 1, CV_8UC3)))).size(), cv::Size(1, 1));
  }
}

TEST(ReadPhoto, ContentDecidesNotTheName) {
  const cv::Mat image = noise(4, 4, CV_8UC3);
  expect_equal(image_of(read(encoded(".png", image), "x.jpg")), image);
}

TEST(ReadPhoto, FilesThatAreNoImages) {
  testing::TempFolder folder;
  EXPECT_THAT(fault_of(read("")), HasSubstr("empty (0 bytes)"));
  EXPECT_THAT(fault_of(read("Dear diary")), HasSubstr("not a JPEG, PNG"));
  EXPECT_THAT(fault_of(read("RIFF")), HasSubstr("not a JPEG"));
  EXPECT_THAT(fault_of(read_photo(folder / "none.jpg")), HasSubstr("No such file"));
  fs::create_directory(folder.path() / "x.jpg");
  EXPECT_THAT(fault_of(read_photo(folder / "x.jpg")), HasSubstr("Is a directory"));
}

TEST(UnreadablePhoto, IsAFault) {
  if (geteuid() == 0) GTEST_SKIP() << "root may read every file";
  testing::TempFolder folder;
  const fs::path file = folder.write("x.png", encoded(".png", noise(4, 4, CV_8UC3)));
  fs::permissions(file, fs::perms::none);
  EXPECT_THAT(fault_of(read_photo(file)), HasSubstr("Permission denied"));
}

// A library that returns grey areas without a word would do for none of these.
TEST(ReadPhoto, TruncatedFilesAreFaultsWhereverTheyAreCut) {
  const cv::Mat image = noise(40, 30, CV_8UC3);
  std::vector<std::string> files{encoded(".jpg", image, {cv::IMWRITE_JPEG_PROGRESSIVE, 1})};
  for (const char* name : {"x.bmp", "x.tif", "x.webp", "x.jp2", "x.avif", "x.heic"}) {
    files.push_back(written(image, name));
  }
  for (const std::string& bytes : files) {
    ::testing::internal::CaptureStderr();
    for (std::size_t size = 0; size < bytes.size(); size += size < bytes.size() - 16 ? 29 : 1) {
      EXPECT_NE(fault_of(read(bytes.substr(0, size))), "(no fault)")
          << size << " of " << bytes.size() << " bytes of " << bytes.substr(0, 12);
    }
    EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
  }
}

// The last bytes of these may be missing without loss of a pixel, and of no more than those.
TEST(ReadPhoto, TruncatedFilesThatLackOnlyTheirEndMarkerAreRead) {
  const cv::Mat image = noise(40, 30, CV_8UC3);
  for (const std::string& bytes :
       {encoded(".jpg", image), written(image, "x.png"), written(image, "x.gif")}) {
    const cv::Mat whole = image_of(read(bytes));
    std::size_t read_over = 0;
    for (std::size_t size = 0; size < bytes.size(); size += size < bytes.size() - 16 ? 29 : 1) {
      const auto cut = read(bytes.substr(0, size));
      if (!std::holds_alternative<Photo>(cut)) continue;
      ++read_over;
      EXPECT_GE(size + 12, bytes.size()) << bytes.substr(0, 4);
      expect_equal(image_of(cut), whole);
    }
    if (bytes[0] == '\xFF') EXPECT_GT(read_over, 0u);
  }
}

TEST(ReadPhoto, TruncatedJpegSaysSo) {
  const std::string bytes = encoded(".jpg", noise(40, 30, CV_8UC3));
  EXPECT_THAT(fault_of(read(bytes.substr(0, bytes.size() / 2))), HasSubstr("remature end"));
}

TEST(ReadPhoto, DamagedPngSaysSo) {
  std::string bytes = encoded(".png", noise(40, 30, CV_8UC3));
  bytes[bytes.size() / 2] ^= 1;
  EXPECT_THAT(fault_of(read(bytes)), HasSubstr("can't be decoded ("));
}

TEST(ReadPhoto, HarmlessBytesAfterTheImageAreNoFault) {
  const cv::Mat image = noise(8, 8, CV_8UC3);
  const std::string tail(100, 'x');  // as of motion photos and many editors
  expect_equal(image_of(read(encoded(".png", image) + tail)), image);
  EXPECT_EQ(image_of(read(encoded(".jpg", image) + tail)).size(), image.size());
}

/// `png` whose header claims to be square, of this side.
std::string claiming_side(std::string png, std::size_t side) {
  png.replace(16, 8, testing::big_endian(side, 4) + testing::big_endian(side, 4));
  const auto sum = crc32(0, reinterpret_cast<const Bytef*>(png.data()) + 12, 17);
  return png.replace(29, 4, testing::big_endian(sum, 4));
}

TEST(ReadPhoto, ClaimedGigapixelsAreRefusedBeforeTheyAreAllocated) {
  EXPECT_EQ(fault_of(read(claiming_side(encoded(".png", noise(4, 4, CV_8UC3)), 50000))),
            "50000x50000 pixels are too many");
  // 256 megapixels of 8 bytes each.
  EXPECT_EQ(fault_of(read(claiming_side(encoded(".png", noise(4, 4, CV_16UC4)), 16000))),
            "16000x16000 pixels are too many");

  std::string jpeg = encoded(".jpg", noise(8, 8, CV_8UC3));
  const std::size_t frame = jpeg.find("\xFF\xC0");
  ASSERT_NE(frame, std::string::npos);
  jpeg.replace(frame + 5, 4, "\xC3\x50\xC3\x50");  // SOF0: height, width
  EXPECT_EQ(fault_of(read(jpeg)), "50000x50000 pixels are too many");
}

TEST(ReadPhoto, OverlongFilesAreRefusedUnread) {
  testing::TempFolder folder;
  const fs::path file = folder.write("x.tif", encoded(".tiff", noise(4, 4, CV_8UC3)));
  fs::resize_file(file, image_limits::kFileBytes + 1);  // a hole: takes no space
  EXPECT_THAT(fault_of(read_photo(file)), HasSubstr("bytes are too many"));
}

TEST(ReadPhoto, FloatPixelsAreRefused) {
  EXPECT_THAT(fault_of(read(encoded(".tiff", cv::Mat(4, 4, CV_32FC3, cv::Scalar::all(1))))),
              HasSubstr("neither 8 nor 16 bits"));
}

TEST(ReadPhoto, HasNoFalseAlarmOnRealPhotographs) {
  ANTIFAZ_REQUIRE_SHARED("data/photos");
  for (const auto& entry : fs::directory_iterator(shared_path("data/photos"))) {
    if (is_image_file(entry.path())) image_of(read_photo(entry.path()));
  }
}

TEST(ToBgr8, BringsEveryPhotographToOneType) {
  const cv::Mat grey(1, 2, CV_8UC1, cv::Scalar(9));
  expect_equal(to_bgr8(grey), cv::Mat(1, 2, CV_8UC3, cv::Scalar(9, 9, 9)));
  const cv::Mat grey_alpha(1, 2, CV_8UC2, cv::Scalar(9, 4));
  expect_equal(to_bgr8(grey_alpha), cv::Mat(1, 2, CV_8UC3, cv::Scalar(9, 9, 9)));
  const cv::Mat alpha(1, 2, CV_8UC4, cv::Scalar(1, 2, 3, 4));
  expect_equal(to_bgr8(alpha), cv::Mat(1, 2, CV_8UC3, cv::Scalar(1, 2, 3)));
  const cv::Mat deep(1, 2, CV_16UC3, cv::Scalar(65535, 257 * 7, 0));
  expect_equal(to_bgr8(deep), cv::Mat(1, 2, CV_8UC3, cv::Scalar(255, 7, 0)));
  const cv::Mat deep_grey(1, 2, CV_16UC1, cv::Scalar(65535));
  expect_equal(to_bgr8(deep_grey), cv::Mat(1, 2, CV_8UC3, cv::Scalar::all(255)));
}

TEST(WritePhoto, RefusesWhatItCannotWrite) {
  testing::TempFolder folder;
  const cv::Mat image = noise(4, 4, CV_8UC3);
  EXPECT_ERROR(write_photo(image, folder / "a.psd"), HasSubstr("unknown image type"));
  EXPECT_ERROR(write_photo(image, folder.path() / "none" / "a.png"),
               AllOf(HasSubstr("none/a.png"), HasSubstr("can't be written")));
  EXPECT_ERROR(write_photo(cv::Mat(1, 70000, CV_8UC1, cv::Scalar(0)), folder / "a.jpg"),
               AllOf(HasSubstr("a.jpg: can't be encoded"), HasSubstr("65500")));
  EXPECT_TRUE(fs::is_empty(folder.path()));
}

}  // namespace
}  // namespace antifaz
