#include "src/metadata/metadata.hpp"

#include <gmock/gmock.h>

#include "src/core/files.hpp"
#include "src/images/image_limits.hpp"
#include "tests/support/image_bytes.hpp"
#include "tests/support/metadata_files.hpp"

namespace antifaz {
namespace {

using testing::encoded;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::opened;
using testing::planted;
using testing::read_bytes;
using testing::Round;
using testing::scene;

/// The formats that can be given metadata.
const std::vector<std::string> kFormats{"a.jpg", "a.png", "a.webp", "a.tif"};

void plant_something(Exiv2::Image& image) {
  image.exifData()["Exif.Image.Make"] = "Maker";
  image.xmpData()["Xmp.dc.creator"] = "Somebody";
}

TEST(WithMetadata, PixelsProfileAndResolutionStay) {
  for (const std::string& name : kFormats) {
    SCOPED_TRACE(name);
    Photo photo;
    photo.pixels = scene();
    photo.profile = std::string(200, 'p');  // libvips carries any
    photo.resolution = {300 / 25.4, 150 / 25.4};
    const Round round(planted(encode_photo(photo, name), plant_something), KeepMetadata::kAll);
    const Photo plain = read_bytes(round.plain), with = read_bytes(round.result.file);
    EXPECT_EQ(cv::norm(plain.pixels, with.pixels, cv::NORM_INF), 0);
    EXPECT_EQ(with.profile, plain.profile);
    EXPECT_NEAR(with.resolution.x, plain.resolution.x, 0.01);
    EXPECT_NEAR(with.resolution.y, plain.resolution.y, 0.01);
    EXPECT_EQ(with.orientation, 1);
  }
}

TEST(WithMetadata, WhatItSaysOfThePixelsIsTrue) {
  for (const int orientation : {1, 6}) {  // in place, and turned upright
    Photo photo;
    photo.pixels = scene();
    const std::string file = planted(encode_photo(photo, "a.jpg"), [](Exiv2::Image& image) {
      image.exifData()["Exif.Image.Orientation"] = std::uint16_t{6};
      image.exifData()["Exif.Photo.PixelXDimension"] = std::uint32_t{9};
      image.exifData()["Exif.Photo.PixelYDimension"] = std::uint32_t{9};
      image.exifData()["Exif.Photo.SubjectArea"].setValue("1 2 3");
      image.xmpData()["Xmp.tiff.Orientation"] = "6";
      Exiv2::XmpTextValue list;
      list.setXmpArrayType(Exiv2::XmpValue::xaBag);
      image.xmpData().add(Exiv2::XmpKey("Xmp.mwg-rs.Regions/mwg-rs:RegionList"), &list);
      image.xmpData()["Xmp.mwg-rs.Regions/mwg-rs:RegionList[1]/mwg-rs:Name"] = "Somebody";
    });
    const Photo turned = read_bytes(file);
    ASSERT_EQ(turned.orientation, 6);
    const WithMetadata result =
        with_metadata(encode_photo(turned, "a"), turned, orientation, file, KeepMetadata::kAll);
    const auto image = opened(result.file);
    const bool upright = orientation == 1;
    EXPECT_EQ(image->exifData()["Exif.Image.Orientation"].toString(), std::to_string(orientation));
    EXPECT_EQ(image->exifData()["Exif.Photo.PixelXDimension"].toString(), upright ? "120" : "200");
    EXPECT_EQ(image->exifData()["Exif.Photo.PixelYDimension"].toString(), upright ? "200" : "120");
    const auto xmp = image->xmpData();
    EXPECT_EQ(xmp.findKey(Exiv2::XmpKey("Xmp.tiff.Orientation")), xmp.end());
    EXPECT_EQ(result.file.find("Somebody") == std::string::npos, upright);
    EXPECT_EQ(image->exifData().findKey(Exiv2::ExifKey("Exif.Photo.SubjectArea")) ==
                  image->exifData().end(),
              upright);
    EXPECT_EQ(result.left_out, upright ? "places of faces, as the picture was turned" : "");
  }
}

TEST(WithMetadata, APreviewIsMadeAnewOfTheProtectedPicture) {
  for (const char* name : {"a.jpg", "a.png", "a.webp"}) {
    SCOPED_TRACE(name);
    Photo photo;
    photo.pixels = scene();
    const std::string secret = encoded(".jpg", cv::Mat(90, 160, CV_8UC3, cv::Scalar(0, 0, 255)));
    const Round round(planted(encode_photo(photo, name),
                              [&](Exiv2::Image& image) {
                                Exiv2::ExifThumb(image.exifData())
                                    .setJpegThumbnail(
                                        reinterpret_cast<const Exiv2::byte*>(secret.data()),
                                        static_cast<long>(secret.size()));
                              }),
                      KeepMetadata::kAll);
    const auto preview = Exiv2::ExifThumbC(round.image->exifData());
    const testing::TempFolder folder;
    preview.writeFile((folder / "preview").string());
    const cv::Mat shown = read_bytes(read_file(folder / "preview.jpg")).pixels;
    cv::Mat expected;
    cv::resize(round.photo.pixels, expected, shown.size(), 0, 0, cv::INTER_AREA);
    EXPECT_EQ(shown.size(), cv::Size(160, 96));
    EXPECT_LT(cv::norm(shown, expected, cv::NORM_L1) / shown.total() / 3, 3);
    EXPECT_THAT(round.result.file, Not(HasSubstr(secret)));
  }
}

TEST(WithMetadata, HostileMetadataIsLeftOutAndSaid) {
  ::testing::internal::CaptureStderr();
  const cv::Mat image(8, 8, CV_8UC3, cv::Scalar(1, 2, 3));
  const std::string exif = testing::exif_block(1, true), claim = std::string(70000, 'x');
  const std::vector<std::string> files{
      testing::png_with(exif + claim, image), testing::webp_with(exif + claim, image),
      testing::with_chunk(encoded(".png", image), "iTXt",
                          std::string("XML:com.adobe.xmp\0\0\0\0\0", 22) +
                              std::string(image_limits::kMetadataBytes, 'x'))};
  for (const std::string& file : files) {
    const Round round(file, KeepMetadata::kAll);
    EXPECT_EQ(round.result.left_out, "metadata (larger than is looked into)");
    EXPECT_EQ(round.result.file, round.plain);
  }
  std::string nested = "<x:xmpmeta xmlns:x='adobe:ns:meta/'>";
  for (int i = 0; i < 5000; ++i) nested += "<a>";
  for (const std::string& broken :
       {testing::jpeg_with("nonsense", image),
        testing::with_segment(encoded(".jpg", image), '\xE1',
                              std::string("http://ns.adobe.com/xap/1.0/\0", 29) + nested)}) {
    EXPECT_EQ(read_bytes(Round(broken, KeepMetadata::kAll).result.file).pixels.size(),
              image.size());
  }
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
}

TEST(WithMetadata, OfFormatsWithoutItIsSaid) {
  for (const char* name : {"a.heic", "a.bmp"}) {
    Photo photo;
    photo.pixels = scene();
    const std::string file = encode_photo(photo, name);
    photo = read_bytes(file);
    const WithMetadata result = with_metadata(file, photo, 1, file, KeepMetadata::kSafe);
    EXPECT_EQ(result.file, file);
    EXPECT_THAT(result.left_out, HasSubstr("files are written without any"));
  }
}

}  // namespace
}  // namespace antifaz
