#include "src/images/file_parts.hpp"

#include <gmock/gmock.h>

#include "tests/support/image_bytes.hpp"

namespace antifaz {
namespace {

using testing::encoded;
using testing::exif_block;
using ::testing::HasSubstr;
using ::testing::Not;

const cv::Mat& image() {
  static const cv::Mat kImage(8, 8, CV_8UC3, cv::Scalar(1, 2, 3));
  return kImage;
}

TEST(IsAnimatedPng, GoesByItsChunks) {
  const std::string png = encoded(".png", image());
  EXPECT_FALSE(is_animated_png(png));
  EXPECT_TRUE(is_animated_png(testing::with_chunk(png, "acTL", std::string(8, '\0'))));
  EXPECT_FALSE(is_animated_png(testing::with_chunk(png, "tEXt", "acTL")));
}

TEST(HasFurtherPictures, GoesByTheIndexOfAnMpo) {
  const std::string jpeg = encoded(".jpg", image());
  EXPECT_FALSE(has_further_pictures(jpeg));
  EXPECT_TRUE(has_further_pictures(testing::with_segment(jpeg, '\xE2', std::string("MPF\0x", 5))));
  EXPECT_FALSE(has_further_pictures(testing::with_segment(jpeg, '\xE2', "ICC_PROFILE")));
}

TEST(HasFilmBehind, LooksBehindThePictureAlone) {
  const std::string jpeg = encoded(".jpg", image());
  EXPECT_FALSE(has_film_behind(jpeg));
  EXPECT_FALSE(has_film_behind(jpeg + "a tail"));
  EXPECT_FALSE(has_film_behind(testing::with_segment(jpeg, '\xFE', "\xFF\xD9 ftyp")));
  EXPECT_TRUE(has_film_behind(jpeg + std::string("\0\0\0\x18", 4) + "ftypmp42"));
}

TEST(IsLossyWebp, GoesByItsChunks) {
  EXPECT_FALSE(is_lossy_webp(encoded(".webp", image())));
  EXPECT_TRUE(is_lossy_webp(encoded(".webp", image(), {cv::IMWRITE_WEBP_QUALITY, 50})));
}

TEST(HasWholeCodestream, SeesEveryMissingByte) {
  const std::string whole = encoded(".jp2", cv::Mat(64, 64, CV_8UC3, cv::Scalar(1, 2, 3)));
  EXPECT_TRUE(has_whole_codestream(whole));
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_FALSE(has_whole_codestream(whole.substr(0, size))) << size;
  }
  const std::string bare = whole.substr(whole.find("\xFF\x4F\xFF\x51"));
  EXPECT_TRUE(has_whole_codestream(bare));
  EXPECT_FALSE(has_whole_codestream(bare.substr(0, bare.size() - 1)));
}

TEST(JfifWithoutExif, HasTheResolutionWhereItFits) {
  const std::string jpeg = testing::jpeg_with(exif_block(6, true), image());
  EXPECT_EQ(jfif_without_exif(jpeg, 300, 150).substr(13, 5), std::string("\1\x01\x2C\0\x96", 5));
  const std::string unknown("\0\0\1\0\1", 5);
  EXPECT_EQ(jfif_without_exif(jpeg, 0, 0).substr(13, 5), unknown);
  EXPECT_EQ(jfif_without_exif(jpeg, 1e9, 10).substr(13, 5), unknown);
}

TEST(WithoutExif, LeavesAllElse) {
  const std::string jpeg = testing::jpeg_with(exif_block(6, true), image());
  EXPECT_EQ(jfif_without_exif(jpeg, 0, 0), encoded(".jpg", image()));
  const std::string webp = webp_without_exif(testing::webp_with(exif_block(6, true), image()));
  EXPECT_THAT(webp, Not(HasSubstr("EXIF")));
  const std::vector<unsigned char> bytes(webp.begin(), webp.end());
  EXPECT_EQ(cv::norm(cv::imdecode(bytes, cv::IMREAD_COLOR), image(), cv::NORM_INF), 0);
}

// Nothing here may read beyond a file that breaks off or lies about its lengths.
TEST(Containers, StopWhereAFileBreaksOff) {
  for (const std::string& whole :
       {testing::png_with(exif_block(6, true), image()),
        testing::jpeg_with(exif_block(6, true), image()),
        testing::webp_with(exif_block(6, true), image()), std::string(60, '\xFF')}) {
    for (std::size_t size = 0; size < std::min<std::size_t>(whole.size(), 120); ++size) {
      const std::string cut = whole.substr(0, size);
      EXPECT_FALSE(is_animated_png(cut));
      EXPECT_FALSE(has_further_pictures(cut));
      EXPECT_FALSE(has_film_behind(cut));
      is_lossy_webp(cut);
      EXPECT_LE(jfif_without_exif(cut, 0, 0).size(), size + 18);
      EXPECT_GE(webp_without_exif(cut).size(), 12u);
    }
  }
}

}  // namespace
}  // namespace antifaz
