#include "src/images/jpeg_in_place.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "src/core/files.hpp"
#include "tests/support/image_bytes.hpp"
#include "tests/support/jpeg_files.hpp"
#include "tests/support/shared_data.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using testing::blocks_that_differ;
using ::testing::HasSubstr;
using testing::jpeg_of;
using testing::JpegKind;
using ::testing::Not;
using testing::texture;
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

/// Adds what a protector might.
void change(Photo& photo, const cv::Rect& area) {
  photo.pixels = photo.pixels.clone();
  photo.pixels(area) += cv::Scalar(20, 30, 40);
}

class JpegInPlace : public ::testing::TestWithParam<JpegKind> {};

TEST_P(JpegInPlace, EveryOtherCoefficientStaysBitForBit) {
  const JpegKind& kind = GetParam();
  const std::string file = jpeg_of(texture({133, 101}, kind.channels), kind);
  const cv::Size mcu(8 * kind.across, 8 * kind.down);
  // One in the middle, one over the odd right and lower edges.
  const std::vector<cv::Rect> areas{{37, 29, 20, 14}, {120, 90, 13, 11}};
  Photo photo = read(file);
  for (const cv::Rect& area : areas) change(photo, area);

  const auto changed = jpeg_in_place(photo);
  ASSERT_TRUE(changed);
  const auto differ = blocks_that_differ(file, *changed);
  ASSERT_TRUE(differ) << "tables, subsampling, progression or restarts";
  EXPECT_FALSE(differ->empty());
  for (const cv::Rect& block : *differ) {
    bool touched = false;
    for (const cv::Rect& area : areas) {
      const cv::Point from(area.x / mcu.width * mcu.width, area.y / mcu.height * mcu.height);
      const cv::Point to((area.br().x - 1) / mcu.width * mcu.width + mcu.width,
                         (area.br().y - 1) / mcu.height * mcu.height + mcu.height);
      touched = touched || (cv::Rect(from, to) & block) == block;
    }
    EXPECT_TRUE(touched) << block;
  }
  const cv::Mat shown = read(*changed).pixels;
  ASSERT_EQ(shown.type(), photo.pixels.type());
  for (const cv::Rect& area : areas) {
    EXPECT_LT(cv::norm(shown(area), photo.pixels(area), cv::NORM_L1) /
                  static_cast<double>(area.area() * shown.channels()),
              6);
  }
  const cv::Rect far(0, 70, 90, 31);  // further than a decoder looks from any block that changed
  EXPECT_EQ(cv::norm(shown(far), photo.pixels(far), cv::NORM_INF), 0);
}

TEST_P(JpegInPlace, WhereNothingChangedNothingDoes) {
  const std::string file = jpeg_of(texture({133, 101}, GetParam().channels), GetParam());
  const auto same = jpeg_in_place(read(file));
  ASSERT_TRUE(same);
  const auto differ = blocks_that_differ(file, *same);
  ASSERT_TRUE(differ);
  EXPECT_TRUE(differ->empty());
  EXPECT_LE(same->size(), file.size() + 20) << "JFIF's header, where the file has none";
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, JpegInPlace,
    ::testing::Values(JpegKind{"grey", 1, 1, 1}, JpegKind{"grey with odd factors", 1, 2, 2},
                      JpegKind{"4:4:4", 3, 1, 1}, JpegKind{"4:2:2", 3, 2, 1},
                      JpegKind{"4:2:0", 3, 2, 2}, JpegKind{"4:4:0", 3, 1, 2},
                      JpegKind{"4:1:1", 3, 4, 1}, JpegKind{"RGB", 3, 1, 1, false, 0, JCS_RGB},
                      JpegKind{"restarts", 3, 2, 2, false, 3},
                      JpegKind{"progressive", 3, 2, 2, true},
                      JpegKind{"progressive grey", 1, 1, 1, true},
                      JpegKind{"progressive 4:4:4 with restarts", 3, 1, 1, true, 2}));

TEST(JpegInPlaceOfAPhoto, EveryOrientationShowsTheSame) {
  const cv::Rect area(20, 40, 30, 25);  // upright
  for (int orientation = 1; orientation <= 8; ++orientation) {
    const std::string plain = jpeg_of(texture({133, 101}, 3), {"4:2:0", 3, 2, 2});
    const std::string exif = std::string("Exif\0\0", 6) + testing::exif_block(orientation, false);
    const std::string file = with_segment(plain, '\xE1', exif);
    Photo photo = read(file);
    const Photo before = photo;
    change(photo, area);
    const auto changed = jpeg_in_place(photo);
    ASSERT_TRUE(changed) << orientation;
    const Photo after = read(*changed);
    EXPECT_EQ(after.orientation, orientation);
    ASSERT_EQ(after.pixels.size(), before.pixels.size());
    cv::Mat difference, outside;
    cv::absdiff(after.pixels, before.pixels, difference);
    outside = difference.clone();
    outside(cv::Rect(area.x - 18, area.y - 18, area.width + 36, area.height + 36)).setTo(0);
    EXPECT_EQ(cv::countNonZero(outside.reshape(1)), 0) << orientation;
    const cv::Scalar mean = cv::mean(difference(area));
    for (int c = 0; c < 3; ++c) EXPECT_NEAR(mean[c], 20 + 10 * c, 4) << orientation;
  }
}

TEST(JpegInPlaceOfAPhoto, NoPlantedMetadataSurvives) {
  const std::string preview = jpeg_of(texture({40, 30}, 3), {});
  std::string file = jpeg_of(texture({133, 101}, 3), {});
  file = with_segment(file, '\xFE', "SECRET comment");
  file = with_segment(file, '\xED', std::string("Photoshop 3.0\0", 14) + "8BIMSECRET iptc");
  file = with_segment(file, '\xE1',
                      std::string("http://ns.adobe.com/xap/1.0/\0", 29) + "<x:xmpmeta>SECRET</x>");
  file = with_segment(file, '\xEC', "SECRET maker note");
  const std::string exif = testing::exif_block(6, true) + "SECRET gps" + preview;
  file = with_segment(file, '\xE1', std::string("Exif\0\0", 6) + exif) + "SECRET tail" + preview;
  const auto same = jpeg_in_place(read(file));
  ASSERT_TRUE(same);
  EXPECT_THAT(*same, Not(HasSubstr("SECRET")));
  EXPECT_THAT(*same, Not(HasSubstr("http")));
  EXPECT_EQ(same->find("\xFF\xD8", 1), std::string::npos) << "a second picture";
  EXPECT_THAT(*same, HasSubstr(std::string("Exif\0\0", 6) + testing::exif_block(6, true)));
}

TEST(JpegInPlaceOfAPhoto, ProfileAndResolutionStay) {
  JpegKind kind;
  for (std::size_t i = 0; i < 100000; ++i) kind.profile += static_cast<char>(i * i / 7);  // 2 parts
  kind.density = {300, 150};
  const Photo before = read(jpeg_of(texture({48, 32}, 3), kind));
  EXPECT_EQ(before.profile, kind.profile);
  const auto same = jpeg_in_place(before);
  ASSERT_TRUE(same);
  const Photo after = read(*same);
  EXPECT_EQ(after.profile, kind.profile);
  EXPECT_EQ(after.resolution, before.resolution);
  EXPECT_NEAR(after.resolution.x, 300 / 25.4, 0.01);
  EXPECT_NEAR(after.resolution.y, 150 / 25.4, 0.01);
}

TEST(JpegInPlaceOfAPhoto, WhatCantBeChangedInPlaceIsLeftToOthers) {
  const cv::Mat pixels = texture({64, 48}, 3);
  Photo photo;
  photo.pixels = pixels;
  EXPECT_FALSE(jpeg_in_place(photo)) << "pixels from no file";
  EXPECT_FALSE(jpeg_in_place(read(testing::encoded(".png", pixels))));
  JpegKind arithmetic;
  arithmetic.arithmetic = true;
  EXPECT_FALSE(jpeg_in_place(read(jpeg_of(pixels, arithmetic))));
  const JpegKind inks{"CMYK", 4, 1, 1, false, 0, JCS_CMYK};
  EXPECT_FALSE(jpeg_in_place(read(jpeg_of(cv::Mat(48, 64, CV_8UC4, cv::Scalar::all(90)), inks))));
  const Photo good = read(jpeg_of(pixels, {}));
  ASSERT_TRUE(jpeg_in_place(good));
  for (const cv::Mat& other :
       {texture({64, 40}, 3), texture({64, 48}, 1), cv::Mat(48, 64, CV_16UC3, cv::Scalar())}) {
    photo = good;
    photo.pixels = other;
    EXPECT_FALSE(jpeg_in_place(photo));
  }
}

// A face must not come back because its file has coarse tables.
TEST(JpegInPlaceOfAPhoto, AZeroAmongTheQuantisersIsLeftToOthers) {
  for (const std::size_t table : {0u, 1u}) {
    std::string file = jpeg_of(texture({64, 48}, 3), {});
    std::size_t at = 0;
    for (std::size_t i = 0; i <= table; ++i) at = file.find("\xFF\xDB", at + 1);
    file.at(at + 60) = '\0';  // one of the table's 64, which begin 5 bytes on
    Photo photo = read(file);
    change(photo, {10, 10, 20, 20});
    EXPECT_FALSE(jpeg_in_place(photo)) << table;
  }
}

TEST(JpegInPlaceOfAPhoto, AChangeThatQuantisationWouldUndoIsLeftToOthers) {
  JpegKind coarse;
  coarse.quality = 5;
  Photo photo = read(jpeg_of(texture({64, 48}, 3), coarse));
  photo.pixels = photo.pixels.clone();
  for (int y = 8; y < 40; ++y) {
    for (int x = 8; x < 40; ++x)
      photo.pixels.at<cv::Vec3b>(y, x) += cv::Vec3b::all((x + y) % 2 * 6);
  }
  EXPECT_FALSE(jpeg_in_place(photo));
  JpegKind fine;
  fine.quality = 98;
  photo.file = std::make_shared<const std::string>(jpeg_of(texture({64, 48}, 3), fine));
  EXPECT_TRUE(jpeg_in_place(photo));
}

TEST(JpegInPlaceOfPhotographs, GrowHardlyAndChangeNowhereElse) {
  ANTIFAZ_REQUIRE_SHARED("data/photos");
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(shared_path("data/photos"))) {
    if (entry.path().extension() == ".jpg") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  files.resize(std::min<std::size_t>(files.size(), 12));
  double before = 0, after = 0;
  for (const auto& file : files) {
    Photo photo = std::get<Photo>(read_photo(file));
    const cv::Size size = photo.pixels.size();
    const cv::Rect face(size.width / 4, size.height / 4, size.width / 3, size.height / 3);
    change(photo, face);
    const auto changed = jpeg_in_place(photo);
    ASSERT_TRUE(changed) << file;
    const auto differ = blocks_that_differ(*photo.file, *changed);
    ASSERT_TRUE(differ) << file;
    const cv::Rect around(face.x - 16, face.y - 16, face.width + 32, face.height + 32);
    if (photo.orientation == 1) {
      for (const cv::Rect& block : *differ) EXPECT_EQ(around & block, block) << file;
    }
    before += static_cast<double>(photo.file->size());
    after += static_cast<double>(changed->size());
  }
  EXPECT_LT(after, 1.03 * before);
}

}  // namespace
}  // namespace antifaz
