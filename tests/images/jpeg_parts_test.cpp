#include "src/images/jpeg_parts.hpp"

#include <gmock/gmock.h>

#include "tests/support/image_bytes.hpp"
#include "tests/support/jpeg_files.hpp"

namespace antifaz {
namespace {

using testing::encoded;
using testing::exif_block;

const cv::Mat& image() {
  static const cv::Mat kImage(8, 8, CV_8UC3, cv::Scalar(1, 2, 3));
  return kImage;
}

TEST(ScansOf, CountsThoseOfThePictureAlone) {
  const cv::Mat pixels = testing::texture({64, 40}, 3);
  testing::JpegKind kind;
  const std::string one = testing::jpeg_of(pixels, kind);
  EXPECT_EQ(scans_of(one), 1);
  EXPECT_EQ(scans_of(testing::with_segment(one, '\xE1', one)), 1);
  EXPECT_EQ(scans_of(one + one), 1);
  kind.restart_interval = 1;
  EXPECT_EQ(scans_of(testing::jpeg_of(pixels, kind)), 1);
  kind.progressive = true;
  EXPECT_EQ(scans_of(testing::jpeg_of(pixels, kind)), 10);
  EXPECT_EQ(scans_of(""), 0);
}

TEST(HasFurtherPictures, GoesByTheIndexOfAnMpo) {
  const std::string jpeg = encoded(".jpg", image());
  EXPECT_FALSE(has_further_pictures(jpeg));
  EXPECT_TRUE(has_further_pictures(testing::with_segment(jpeg, '\xE2', std::string("MPF\0x", 5))));
  EXPECT_FALSE(has_further_pictures(testing::with_segment(jpeg, '\xE2', "ICC_PROFILE")));
  EXPECT_FALSE(has_further_pictures(testing::with_segment(jpeg, '\xE1', "Exif" + jpeg)));
  EXPECT_TRUE(has_further_pictures(jpeg + jpeg));
  EXPECT_TRUE(has_further_pictures(jpeg + "a tail" + jpeg));
}

TEST(HasFilmBehind, LooksBehindThePictureAlone) {
  const std::string jpeg = encoded(".jpg", image());
  EXPECT_FALSE(has_film_behind(jpeg));
  EXPECT_FALSE(has_film_behind(jpeg + "a tail"));
  EXPECT_FALSE(has_film_behind(testing::with_segment(jpeg, '\xFE', "\xFF\xD9 ftyp")));
  EXPECT_TRUE(has_film_behind(jpeg + std::string("\0\0\0\x18", 4) + "ftypmp42"));
}

TEST(HasDepthInMetadata, GoesByXmp) {
  const std::string jpeg = encoded(".jpg", image());
  EXPECT_FALSE(has_depth_in_metadata(testing::with_segment(jpeg, '\xE1', "Exif GDepth:Data")));
  EXPECT_TRUE(has_depth_in_metadata(testing::with_segment(
      jpeg, '\xE1', std::string("http://ns.adobe.com/xmp/extension/\0GDepth:Data", 47))));
}

TEST(HasOtherSegments, PassesOverWhatIsKnown) {
  const std::string jpeg = encoded(".jpg", image());
  EXPECT_FALSE(has_other_segments(jpeg));
  EXPECT_FALSE(has_other_segments(testing::with_segment(jpeg, '\xFE', "a comment")));
  EXPECT_FALSE(has_other_segments(testing::with_segment(jpeg, '\xED', "Photoshop 3.0")));
  EXPECT_TRUE(has_other_segments(testing::with_segment(jpeg, '\xEC', "Ducky")));
  EXPECT_TRUE(has_other_segments(testing::with_segment(
      jpeg, '\xE1', std::string("http://ns.adobe.com/xmp/extension/\0", 35))));
}

TEST(JfifRatio, IsThatOfFilesWithoutAUnit) {
  const std::string jpeg = encoded(".jpg", image());
  EXPECT_EQ(jfif_ratio(jfif_without_exif(jpeg, {1, 2, false})), cv::Size(1, 2));
  EXPECT_EQ(jfif_ratio(jfif_without_exif(jpeg, {72, 72})), std::nullopt);
  EXPECT_EQ(jfif_ratio(""), std::nullopt);
}

TEST(JfifWithoutExif, HasTheResolutionWhereItFits) {
  const std::string jpeg = testing::jpeg_with(exif_block(6, true), image());
  EXPECT_EQ(jfif_without_exif(jpeg, {300, 150}).substr(13, 5), std::string("\1\x01\x2C\0\x96", 5));
  const std::string unknown("\0\0\1\0\1", 5);
  EXPECT_EQ(jfif_without_exif(jpeg, {}).substr(13, 5), unknown);
  EXPECT_EQ(jfif_without_exif(jpeg, {1e9, 10}).substr(13, 5), unknown);
  EXPECT_EQ(jfif_without_exif(jpeg, {1, 2, false}).substr(13, 5), std::string("\0\0\1\0\2", 5));
}

TEST(JfifWithoutExif, LeavesAllElse) {
  const std::string jpeg = testing::jpeg_with(exif_block(6, true), image());
  EXPECT_EQ(jfif_without_exif(jpeg, {}), encoded(".jpg", image()));
}

// Nothing here may read beyond a file that breaks off or lies about its lengths.
TEST(JpegParts, StopWhereAFileBreaksOff) {
  for (const std::string& whole :
       {testing::jpeg_with(exif_block(6, true), image()), std::string(60, '\xFF')}) {
    for (std::size_t size = 0; size < std::min<std::size_t>(whole.size(), 120); ++size) {
      const std::string cut = whole.substr(0, size);
      EXPECT_EQ(scans_of(cut), 0);
      EXPECT_FALSE(has_further_pictures(cut));
      EXPECT_FALSE(has_film_behind(cut));
      EXPECT_FALSE(has_depth_in_metadata(cut));
      EXPECT_FALSE(has_other_segments(cut));
      jfif_ratio(cut);
      EXPECT_LE(jfif_without_exif(cut, {}).size(), size + 18);
    }
  }
}

}  // namespace
}  // namespace antifaz
