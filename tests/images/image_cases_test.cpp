#include <gmock/gmock.h>

#include <chrono>

#include "src/images/image_io.hpp"
#include "tests/support/shared_data.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

/// A small input for each kind that once went wrong, and what is right.
struct Case {
  const char* file;
  const char* fault;  ///< what its fault says; empty: it is read
  cv::Size size;
  int type;
  /// Mean of the colour channels (BGR or grey) as ImageMagick 6.9 or Pillow show it, in 8-bit
  /// units.
  cv::Scalar mean;
  double tolerance = 0.6;
};

std::ostream& operator<<(std::ostream& out, const Case& one) { return out << one.file; }

class ImageCases : public ::testing::TestWithParam<Case> {};

TEST_P(ImageCases, ComeOutRight) {
  const Case& expected = GetParam();
  ANTIFAZ_REQUIRE_SHARED(std::string("data/cases/") + expected.file);
  ::testing::internal::CaptureStderr();
  const auto start = std::chrono::steady_clock::now();
  const auto result = read_photo(shared_path(std::string("data/cases/") + expected.file));
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
  if (*expected.fault) {
    ASSERT_TRUE(std::holds_alternative<ImageFault>(result));
    EXPECT_THAT(std::get<ImageFault>(result).reason, HasSubstr(expected.fault));
    EXPECT_LT(taken.count(), 15);
    return;
  }
  ASSERT_TRUE(std::holds_alternative<Photo>(result)) << std::get<ImageFault>(result).reason;
  const cv::Mat& pixels = std::get<Photo>(result).pixels;
  EXPECT_EQ(pixels.size(), expected.size);
  ASSERT_EQ(pixels.type(), expected.type);
  const cv::Scalar mean = cv::mean(pixels) / (pixels.depth() == CV_16U ? 257. : 1.);
  for (int c = 0; c < (pixels.channels() <= 2 ? 1 : 3); ++c) {
    EXPECT_NEAR(mean[c], expected.mean[c], expected.tolerance) << "channel " << c;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Shared, ImageCases,
    ::testing::Values(
        Case{"rgba8_unassociated.tif", "", {160, 202}, CV_8UC4, {94.66, 102.52, 108.02}},
        Case{"planar16.tif", "", {400, 504}, CV_16UC3, {94.64, 102.51, 108.02}},
        Case{"min_is_white16.tif", "", {160, 202}, CV_16UC1, {103.27}},
        Case{"bitfields_rgbx.bmp", "", {160, 202}, CV_8UC3, {94.66, 102.52, 108.02}},
        Case{"os2_palette.bmp", "", {160, 202}, CV_8UC3, {94.87, 102.71, 108.16}},
        Case{"rle8_width159.bmp", "", {159, 201}, CV_8UC3, {95.09, 102.78, 108.34}},
        Case{"bmp_size_field.bmp", "", {160, 202}, CV_8UC3, {94.66, 102.52, 108.02}},
        Case{"grey_alpha.tif", "", {160, 202}, CV_8UC2, {102.66}},
        Case{"grey_trns.png", "", {160, 202}, CV_8UC2, {103.27}},
        Case{"display_p3.jpg", "", {160, 202}, CV_8UC3, {96.97, 103.72, 108.17}},
        Case{"cmyk_with_profile.jpg", "", {160, 202}, CV_8UC3, {97.84, 105.08, 110.67}},
        Case{"no_eoi.jpg", "", {160, 202}, CV_8UC3, {94.87, 102.61, 108.1}},
        Case{"bad_crc_in_text_chunk.png", "", {160, 202}, CV_8UC3, {94.66, 102.52, 108.02}},
        Case{"tree/in/photo.jfif", "", {160, 202}, CV_8UC3, {94.87, 102.61, 108.1}},
        Case{"tree/in/IMG_1.HEIC", "", {160, 202}, CV_8UC3, {95.93, 102.09, 108.85}, 1},
        Case{
            "12mp_20faces_of_240px_tiles.jpg", "", {4000, 3000}, CV_8UC3, {125.95, 118.31, 112.44}},
        Case{"float32.tif", "neither 8 nor 16 bits", {}, 0, {}},
        Case{"two_pages.tif", "holds 2 pictures", {}, 0, {}},
        Case{"two_people.gif", "holds 2 pictures", {}, 0, {}},
        Case{"two_people_apng.png", "several pictures", {}, 0, {}},
        Case{"g4_625MP.tif", "25000x25000 pixels are too many", {}, 0, {}},
        Case{"tree/in/._a.jpg", "not a JPEG", {}, 0, {}}));

TEST(ImageCasesInAName, ADisplayP3ProfileIsCarried) {
  ANTIFAZ_REQUIRE_SHARED("data/cases/display_p3.jpg");
  const auto result = read_photo(shared_path("data/cases/display_p3.jpg"));
  EXPECT_THAT(std::get<Photo>(result).profile, HasSubstr("acsp"));
  // CMYK is converted with its own and comes out as sRGB.
  const auto press = read_photo(shared_path("data/cases/cmyk_with_profile.jpg"));
  EXPECT_EQ(std::get<Photo>(press).profile, "");
}

}  // namespace
}  // namespace antifaz
