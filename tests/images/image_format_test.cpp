#include "src/images/image_format.hpp"

#include <gmock/gmock.h>

#include "src/images/image_io.hpp"

namespace antifaz {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

TEST(IsImageFile, GoesByExtensionInAnyCase) {
  for (const char* name : {"a.jpg", "a.JPEG", "a.Png", "a.bmp", "a.tif", "a.TIFF", "a.webp",
                           "a.jfif", "a.mpo", "a.HEIC", "a.avif", "a.jp2", "a.gif"}) {
    EXPECT_TRUE(is_image_file(name)) << name;
  }
  for (const char* name : {"a.txt", "jpg", ".jpg", "a.jpg.txt", "a", "a.psd"}) {
    EXPECT_FALSE(is_image_file(name)) << name;
  }
}

TEST(FormatOfName, KnowsTheManyNamesOfOneFormat) {
  EXPECT_EQ(format_of_name("a.jif"), ImageFormat::kJpeg);
  EXPECT_EQ(format_of_name("a.pjpeg"), ImageFormat::kJpeg);
  EXPECT_EQ(format_of_name("a.hif"), ImageFormat::kHeic);
  EXPECT_EQ(format_of_name("a.J2K"), ImageFormat::kJpeg2000);
  EXPECT_EQ(format_of_name("a.txt"), std::nullopt);
}

TEST(FormatOfBytes, TellsHeicFromAvifByTheirBrands) {
  const auto type_box = [](const std::string& brands) {
    const char size = static_cast<char>(8 + brands.size());
    return std::string({0, 0, 0, size}) + "ftyp" + brands;
  };
  const std::string version(4, '\0');
  EXPECT_EQ(format_of_bytes(type_box("heic" + version + "mif1heic")), ImageFormat::kHeic);
  EXPECT_EQ(format_of_bytes(type_box("mif1" + version + "mif1heic")), ImageFormat::kHeic);
  EXPECT_EQ(format_of_bytes(type_box("avif" + version + "mif1")), ImageFormat::kAvif);
  EXPECT_EQ(format_of_bytes(type_box("mif1" + version + "miafavif")), ImageFormat::kAvif);
  EXPECT_EQ(format_of_bytes(type_box("isom" + version + "mp42")), std::nullopt);  // a film
  EXPECT_EQ(format_of_bytes(type_box("")), std::nullopt);
}

TEST(FormatOfBytes, ShortAndForeignFilesAreNone) {
  EXPECT_EQ(format_of_bytes(""), std::nullopt);
  EXPECT_EQ(format_of_bytes("\xFF\xD8"), std::nullopt);
  EXPECT_EQ(format_of_bytes("RIFF1234WAVE"), std::nullopt);
  EXPECT_EQ(format_of_bytes("%PDF-1.4 and more"), std::nullopt);
}

TEST(ImageFormatNames, AreAListForMessages) {
  EXPECT_THAT(image_format_names(), AllOf(HasSubstr("JPEG, PNG, "), HasSubstr("JPEG 2000 or GIF")));
}

}  // namespace
}  // namespace antifaz
