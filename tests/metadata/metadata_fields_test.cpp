#include "src/metadata/metadata_fields.hpp"

#include <gmock/gmock.h>

#include <functional>
#include <map>

#include "src/images/image_limits.hpp"
#include "tests/support/image_bytes.hpp"
#include "tests/support/metadata_files.hpp"

namespace antifaz {
namespace {

using testing::encoded;
using ::testing::HasSubstr;
using ::testing::IsSupersetOf;
using ::testing::Not;
using testing::planted;
using testing::Round;
using testing::scene;
using ::testing::UnorderedElementsAreArray;

/// The formats that can be given metadata.
const std::vector<std::string> kNames{"a.jpg", "a.png", "a.webp", "a.tif"};

/// What `safe` keeps.
const std::map<std::string, std::string> kSafe{
    {"Exif.Image.Make", "Maker"},
    {"Exif.Image.Model", "Camera 1"},
    {"Exif.Photo.DateTimeOriginal", "2020:01:02 03:04:05"},
    {"Exif.Photo.SubSecTimeOriginal", "12"},
    {"Exif.Photo.OffsetTimeOriginal", "+01:00"},
    {"Exif.Photo.ExposureTime", "1/100"},
    {"Exif.Photo.ExposureProgram", "2"},
    {"Exif.Photo.ExposureBiasValue", "-1/3"},
    {"Exif.Photo.FNumber", "28/10"},
    {"Exif.Photo.ISOSpeedRatings", "200"},
    {"Exif.Photo.FocalLength", "50/1"},
    {"Exif.Photo.FocalLengthIn35mmFilm", "75"},
    {"Exif.Photo.LensMake", "Glass"},
    {"Exif.Photo.LensModel", "50mm"}};

void plant_secrets(Exiv2::Image& image) {
  for (const auto& [key, value] : kSafe) image.exifData()[key].setValue(value);
  for (const char* key :
       {"Exif.Image.Software", "Exif.Image.Artist", "Exif.Image.Copyright",
        "Exif.Image.HostComputer", "Exif.Image.ImageDescription", "Exif.Photo.ImageUniqueID",
        "Exif.Photo.CameraOwnerName", "Exif.Photo.BodySerialNumber", "Exif.Photo.LensSerialNumber",
        "Exif.GPSInfo.GPSMapDatum"}) {
    image.exifData()[key].setValue("SECRET");
  }
  Exiv2::DataValue note(reinterpret_cast<const Exiv2::byte*>("SECRET note"), 11);
  image.exifData().add(Exiv2::ExifKey("Exif.Photo.MakerNote"), &note);
  image.xmpData()["Xmp.dc.creator"] = "SECRET";
  image.xmpData()["Xmp.photoshop.City"] = "SECRET";
  if (image.checkMode(Exiv2::mdIptc) & Exiv2::amWrite) {
    image.iptcData()["Iptc.Application2.City"] = "SECRET";
  }
}

std::set<std::string> safe_keys() {
  std::set<std::string> keys;
  for (const auto& [key, value] : kSafe) keys.insert(key);
  return keys;
}

TEST(MetadataFields, SafeKeepsTheDateAndTheCameraAlone) {
  for (const std::string& name : kNames) {
    SCOPED_TRACE(name);
    Photo photo;
    photo.pixels = scene();
    const Round round(planted(encode_photo(photo, name), plant_secrets), KeepMetadata::kSafe);
    EXPECT_EQ(round.result.left_out, "");
    EXPECT_THAT(round.exif(), UnorderedElementsAreArray(safe_keys()));
    for (const auto& [key, value] : kSafe) EXPECT_EQ(round.text(key), value) << key;
    EXPECT_TRUE(round.image->xmpData().empty());
    EXPECT_TRUE(round.image->iptcData().empty());
    EXPECT_THAT(round.result.file, Not(HasSubstr("SECRET")));
  }
}

TEST(MetadataFields, NoneAndAllAreWhatTheySay) {
  for (const std::string& name : kNames) {
    SCOPED_TRACE(name);
    Photo photo;
    photo.pixels = scene();
    const std::string file = planted(encode_photo(photo, name), plant_secrets);
    const Round none(file, KeepMetadata::kNone);
    EXPECT_EQ(none.result.file, none.plain);
    const Round all(file, KeepMetadata::kAll);
    EXPECT_THAT(all.exif(), IsSupersetOf(safe_keys()));
    EXPECT_EQ(all.text("Exif.Photo.BodySerialNumber"), "SECRET");
    EXPECT_EQ(all.image->xmpData()["Xmp.photoshop.City"].toString(), "SECRET");
    // Makers' notes in TIFF files may lead anywhere in them.
    EXPECT_EQ(all.exif().count("Exif.Photo.MakerNote"), name == "a.tif" ? 0u : 1u);
    EXPECT_EQ(all.result.left_out, name == "a.tif" ? "what may hold a picture" : "");
    if (name != "a.webp") {
      EXPECT_EQ(all.image->iptcData()["Iptc.Application2.City"].toString(), "SECRET");
    }
  }
}

TEST(MetadataFields, WhatMayHoldAPictureIsLeftOutAndSaid) {
  using Plant = std::function<void(Exiv2::Image&)>;
  const std::string jpeg = encoded(".jpg", cv::Mat(8, 8, CV_8UC3, cv::Scalar(0, 0, 255)));
  const std::string small = jpeg.substr(0, 200), large(image_limits::kFieldBytes + 1, 'L');
  const auto value = [](const std::string& bytes) {
    return Exiv2::DataValue(reinterpret_cast<const Exiv2::byte*>(bytes.data()),
                            static_cast<long>(bytes.size()));
  };
  const auto exif = [&](const char* key, const std::string& bytes) -> Plant {
    return [=](Exiv2::Image& image) {
      const auto field = value(bytes);
      image.exifData().add(Exiv2::ExifKey(key), &field);
    };
  };
  const auto xmp = [](const char* key, const std::string& text) -> Plant {
    return [=](Exiv2::Image& image) { image.xmpData()[key] = text; };
  };
  const Plant iptc = [&](Exiv2::Image& image) {
    auto field = value(small);
    image.iptcData().add(Exiv2::IptcKey("Iptc.Application2.Preview"), &field);
  };
  const std::vector<std::pair<std::string, Plant>> plants{
      {"maker", exif("Exif.Photo.MakerNote", small)},
      {"maker", exif("Exif.Photo.MakerNote", large)},
      {"hold a picture", exif("Exif.Photo.UserComment", small)},
      {"hold a picture", exif("Exif.Image.XPComment", large)},
      {"hold a picture", xmp("Xmp.dc.source", large)},
      {"hold a picture", xmp("Xmp.dc.source", "/9j/4AAQSkZJRg")},
      {"hold a picture", iptc}};
  for (const auto& planting : plants) {
    SCOPED_TRACE(&planting - plants.data());
    Photo photo;
    photo.pixels = scene();
    const std::string file = planted(encode_photo(photo, "a.jpg"), [&](Exiv2::Image& image) {
      image.exifData()["Exif.Image.Make"] = "Maker";
      planting.second(image);
    });
    const Round round(file, KeepMetadata::kAll);
    EXPECT_THAT(round.result.left_out, HasSubstr(planting.first));
    EXPECT_EQ(round.text("Exif.Image.Make"), "Maker");
    EXPECT_THAT(round.result.file, Not(HasSubstr(small.substr(0, 100))));
    EXPECT_THAT(round.result.file, Not(HasSubstr(large)));
    EXPECT_THAT(round.result.file, Not(HasSubstr("/9j/")));
  }
}

TEST(MetadataFields, SafeGoesByXmpWhereExifSaysNothing) {
  Photo photo;
  photo.pixels = scene();
  const Round round(planted(encode_photo(photo, "a.png"),
                            [](Exiv2::Image& image) {
                              image.xmpData()["Xmp.tiff.Make"] = "Maker";
                              image.xmpData()["Xmp.tiff.Artist"] = "SECRET";
                              image.xmpData()["Xmp.tiff.Model"] = std::string(300, 'S');
                            }),
                    KeepMetadata::kSafe);
  EXPECT_THAT(round.exif(), ::testing::ElementsAre("Exif.Image.Make"));
}

}  // namespace
}  // namespace antifaz
