// What is no face keeps its colours, whatever the profile.

#include <gmock/gmock.h>

#include <opencv2/imgproc.hpp>
#include <vips/vips8>

#include "src/core/files.hpp"
#include "src/images/jpeg_in_place.hpp"
#include "src/images/vips_library.hpp"
#include "tests/support/jpeg_files.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

/// One of libvips's own profiles: srgb, p3 or cmyk.
std::string profile(const char* name) {
  start_vips();
  VipsBlob* blob = nullptr;
  vips_profile_load(name, &blob, nullptr);
  std::size_t size = 0;
  const void* data = vips_blob_get(blob, &size);
  std::string bytes(static_cast<const char*>(data), size);
  vips_area_unref(VIPS_AREA(blob));
  return bytes;
}

Photo read(const std::filesystem::path& file) { return std::get<Photo>(read_photo(file)); }

const cv::Rect kFace(96, 64, 64, 64);

/// The photograph as it is written after its middle was changed.
Photo protected_photo(Photo photo) {
  photo.pixels(kFace) += cv::Scalar::all(photo.pixels.depth() == CV_16U ? 30 * 257 : 30);
  const auto in_place = jpeg_in_place(photo);
  const testing::TempFolder folder;
  return read(folder.write("x", in_place ? *in_place : encode_photo(photo, "x")));
}

/// Mean of the differences outside the face, in levels of 255.
double difference_outside(const Photo& a, const Photo& b) {
  cv::Mat difference;
  cv::absdiff(a.pixels, b.pixels, difference);
  // Halved chroma: a decoder mixes the changed blocks into two pixels beside them.
  const int rim = a.format == ImageFormat::kJpeg ? 18 : 0;
  difference(cv::Rect(kFace.x - rim, kFace.y - rim, kFace.width + 2 * rim,
                      kFace.height + 2 * rim)) = cv::Scalar::all(0);
  const double unit = a.pixels.depth() == CV_16U ? 257 : 1;
  return cv::norm(difference, cv::NORM_L1) / static_cast<double>(difference.total()) / 3 / unit;
}

TEST(Colours, OutsideTheFaceStayAndSoDoesTheProfile) {
  const testing::TempFolder folder;
  cv::Mat deep;
  const cv::Mat scene = testing::texture({256, 192}, 3);
  scene.convertTo(deep, CV_16U, 257, 11);
  for (const auto& [name, pixels] :
       std::vector<std::pair<const char*, cv::Mat>>{{"a.jpg", scene},
                                                    {"a.png", scene},
                                                    {"a.webp", scene},
                                                    {"a.tif", scene},
                                                    {"deep.png", deep},
                                                    {"deep.tif", deep}}) {
    Photo photo;
    photo.pixels = pixels;
    photo.profile = profile("p3");
    ASSERT_GT(photo.profile.size(), 100u);
    write_photo(photo, folder / name);
    const Photo before = read(folder / name), after = protected_photo(before);
    EXPECT_EQ(after.profile, photo.profile) << name;
    ASSERT_EQ(after.pixels.type(), pixels.type()) << name;
    EXPECT_EQ(difference_outside(before, after), 0) << name;
    EXPECT_EQ(after.left_out, "") << name;
  }
}

/// A file of libvips's own inks with their profile, of sRGB pixels that inks can show.
std::string in_inks(const cv::Mat& bgr, const char* saver) {
  start_vips();
  cv::Mat rgb;
  cv::cvtColor(bgr, rgb, cv::COLOR_BGR2RGB);
  const auto image =
      vips::VImage::new_from_memory(rgb.data, rgb.total() * 3, rgb.cols, rgb.rows, 3,
                                    VIPS_FORMAT_UCHAR)
          .copy(vips::VImage::option()->set("interpretation", VIPS_INTERPRETATION_sRGB))
          .icc_transform("cmyk", vips::VImage::option()
                                     ->set("input_profile", "srgb")
                                     ->set("intent", VIPS_INTENT_PERCEPTUAL)
                                     ->set("black_point_compensation", true));
  VipsBlob* blob = nullptr;
  image.call(saver, vips::VImage::option()->set("in", image)->set("buffer", &blob));
  std::size_t size = 0;
  const void* data = vips_blob_get(blob, &size);
  std::string bytes(static_cast<const char*>(data), size);
  vips_area_unref(VIPS_AREA(blob));
  return bytes;
}

TEST(Colours, OfInksBecomeThoseOfScreensAndThatIsSaid) {
  const cv::Mat scene(192, 256, CV_8UC3, cv::Scalar(110, 130, 150));
  const testing::TempFolder folder;
  for (const char* saver : {"jpegsave_buffer", "tiffsave_buffer"}) {
    const Photo before = read(folder.write("x", in_inks(scene, saver)));
    const cv::Scalar mean = cv::mean(before.pixels);
    for (int c = 0; c < 3; ++c) EXPECT_NEAR(mean[c], 110 + 20 * c, 12) << saver;  // inks lose some
    EXPECT_EQ(before.profile, "") << saver;
    EXPECT_EQ(before.left_out, "its inks (CMYK), whose colours are sRGB now") << saver;
    EXPECT_LT(difference_outside(before, protected_photo(before)), 1) << saver;
  }
}

}  // namespace
}  // namespace antifaz
