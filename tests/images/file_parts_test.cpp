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

TEST(IsLossyWebp, GoesByItsChunks) {
  EXPECT_FALSE(is_lossy_webp(encoded(".webp", image())));
  EXPECT_TRUE(is_lossy_webp(encoded(".webp", image(), {cv::IMWRITE_WEBP_QUALITY, 50})));
}

TEST(LongestChunk, IsOfThatName) {
  std::string png = testing::with_chunk(encoded(".png", image()), "tEXt", std::string(20, 'a'));
  png = testing::with_chunk(png, "tEXt", std::string(30, 'a'));
  EXPECT_EQ(longest_chunk(png, ImageFormat::kPng, "tEXt"), 30u);
  EXPECT_EQ(longest_chunk(png, ImageFormat::kPng, "eXIf"), 0u);
  const std::string webp = testing::webp_with(exif_block(6, true), image());
  EXPECT_EQ(longest_chunk(webp, ImageFormat::kWebp, "EXIF"), exif_block(6, true).size());
}

TEST(HasOtherTexts, PassesOverWhatIsKnown) {
  const std::string png = encoded(".png", image());
  EXPECT_FALSE(has_other_texts(png));
  EXPECT_FALSE(has_other_texts(testing::with_chunk(png, "iTXt", "XML:com.adobe.xmp")));
  for (const char* name : {"tEXt", "zTXt", "iTXt"}) {
    EXPECT_TRUE(has_other_texts(testing::with_chunk(png, name, "Author"))) << name;
  }
}

TEST(HasResolutionWithoutUnit, GoesByTheLastByte) {
  const std::string png = encoded(".png", image()), sides("\0\0\0\1\0\0\0\2", 8);
  EXPECT_FALSE(has_resolution_without_unit(png));
  EXPECT_FALSE(has_resolution_without_unit(testing::with_chunk(png, "pHYs", sides + '\1')));
  EXPECT_TRUE(has_resolution_without_unit(testing::with_chunk(png, "pHYs", sides + '\0')));
}

TEST(HasAuxiliaryPictures, TransparencyIsNone) {
  const auto file = [](const std::string& name) {
    return "ftypheic" + std::string("auxC\0\0\0\0", 8) + name;
  };
  EXPECT_FALSE(has_auxiliary_pictures("ftypheic"));
  EXPECT_FALSE(has_auxiliary_pictures(file("urn:mpeg:hevc:2015:auxid:1")));
  EXPECT_FALSE(has_auxiliary_pictures(file("urn:mpeg:mpegB:cicp:systems:auxiliary:alpha")));
  EXPECT_TRUE(has_auxiliary_pictures(file("urn:mpeg:hevc:2015:auxid:2")));
  EXPECT_TRUE(has_auxiliary_pictures(file("urn:com:apple:photo:2020:aux:hdrgainmap")));
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

TEST(WebpWithoutExif, LeavesAllElse) {
  const std::string webp = webp_without_exif(testing::webp_with(exif_block(6, true), image()));
  EXPECT_THAT(webp, Not(HasSubstr("EXIF")));
  const std::vector<unsigned char> bytes(webp.begin(), webp.end());
  EXPECT_EQ(cv::norm(cv::imdecode(bytes, cv::IMREAD_COLOR), image(), cv::NORM_INF), 0);
}

// Nothing here may read beyond a file that breaks off or lies about its lengths.
TEST(Containers, StopWhereAFileBreaksOff) {
  for (const std::string& whole :
       {testing::png_with(exif_block(6, true), image()),
        testing::webp_with(exif_block(6, true), image()), std::string(60, '\xFF')}) {
    for (std::size_t size = 0; size < std::min<std::size_t>(whole.size(), 120); ++size) {
      const std::string cut = whole.substr(0, size);
      EXPECT_FALSE(is_animated_png(cut));
      EXPECT_FALSE(has_other_texts(cut));
      EXPECT_FALSE(has_resolution_without_unit(cut));
      EXPECT_FALSE(has_auxiliary_pictures(cut));
      is_lossy_webp(cut);
      EXPECT_GE(webp_without_exif(cut).size(), 12u);
    }
  }
}

}  // namespace
}  // namespace antifaz
