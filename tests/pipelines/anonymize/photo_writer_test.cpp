#include "pipelines/anonymize/photo_writer.hpp"

#include <gmock/gmock.h>

#include "src/core/files.hpp"
#include "src/images/orientation.hpp"
#include "tests/support/anonymize_fixture.hpp"
#include "tests/support/heic_files.hpp"
#include "tests/support/image_bytes.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;
using testing::drawn_photo;
using testing::encoded;
using testing::kCell;

class PhotoWriter : public testing::AnonymizeFixture {
 protected:
  /// A halved-chroma JPEG with a face at each end, as cameras write it.
  static std::string camera_file(int quality) {
    cv::Mat pixels = drawn_photo({true, false, false, true});
    for (int y = 0; y < pixels.rows; ++y) {
      for (int x = 64; x < 192; ++x) pixels.at<cv::Vec3b>(y, x) = cv::Vec3b(60 + x / 2, 90 + y, 80);
    }
    return encoded(".jpg", pixels, {cv::IMWRITE_JPEG_QUALITY, quality});
  }
};

TEST_F(PhotoWriter, OfAJpegFileOnlyTheFacesChange) {
  const fs::path in = temp_.write("in/a.jpg", camera_file(75));
  const auto report = run();
  ASSERT_EQ(report.count(OutcomeKind::kProtected), 1u) << report.outcomes.at(0).reason;
  cv::Mat difference;
  cv::absdiff(decoded(in), decoded(out("a.jpg")), difference);
  EXPECT_GT(cv::norm(difference.colRange(0, 64), cv::NORM_INF), 3);
  EXPECT_GT(cv::norm(difference.colRange(192, 256), cv::NORM_INF), 3);
  EXPECT_EQ(cv::norm(difference.colRange(66, 190), cv::NORM_INF), 0);
  EXPECT_LT(fs::file_size(out("a.jpg")), 1.1 * static_cast<double>(fs::file_size(in)));
}

TEST_F(PhotoWriter, WhatCantBeChangedInPlaceIsEncodedAnew) {
  photo("a.png");
  temp_.write("in/coarse.jpg", camera_file(2));
  EXPECT_EQ(run().count(OutcomeKind::kProtected), 2u);
  EXPECT_GT(change("a.png"), 3);
  cv::Mat difference;
  cv::absdiff(decoded(temp_ / "in/coarse.jpg"), decoded(out("coarse.jpg")), difference);
  EXPECT_GT(cv::norm(difference.colRange(0, 64), cv::NORM_INF), 3);
}

TEST_F(PhotoWriter, TimeAndPermissionsAreTheOriginals) {
  photo("a.png");
  temp_.write("in/b.jpg", camera_file(90));
  for (const char* name : {"a.png", "b.jpg"}) {
    const fs::path in = temp_ / (std::string("in/") + name);
    const auto long_ago = fs::last_write_time(in) - std::chrono::hours(100000);
    fs::permissions(in, fs::perms{0600});
    fs::last_write_time(in, long_ago);
  }
  EXPECT_EQ(run().count(OutcomeKind::kProtected), 2u);
  for (const char* name : {"a.png", "b.jpg"}) {
    EXPECT_EQ(fs::status(out(name)).permissions(), fs::perms{0600}) << name;
    EXPECT_EQ(fs::last_write_time(out(name)),
              fs::last_write_time(temp_ / (std::string("in/") + name)))
        << name;
  }
}

TEST_F(PhotoWriter, WhatIsLeftOutIsSaid) {
  const std::string list("MPF\0MM", 6);
  temp_.write("in/two.jpg", testing::with_segment(camera_file(90), '\xE2', list) + camera_file(90));
  const auto report = run();
  ASSERT_EQ(report.count(OutcomeKind::kProtected), 1u) << report.outcomes.at(0).reason;
  EXPECT_EQ(report.outcomes.at(0).left_out, "further pictures behind the first");
  const std::string bytes = read_file(out("two.jpg"));
  EXPECT_EQ(bytes.find("\xFF\xD8", 1), std::string::npos);
  EXPECT_EQ(bytes.find("MPF"), std::string::npos);
}

/// A photograph with a face, and marks that tell how it stands.
cv::Mat marked_photo() {
  cv::Mat upright = drawn_photo({true, false});
  upright(cv::Rect(96, 0, 32, 32)) = cv::Scalar::all(40);
  upright(cv::Rect(64, 48, 16, 16)) = cv::Scalar::all(160);
  return upright;
}

TEST_F(PhotoWriter, HoweverAFileIsTurnedItsFaceIsProtectedAlike) {
  const cv::Mat upright = marked_photo();
  for (int orientation = 1; orientation <= 8; ++orientation) {
    const std::string number = std::to_string(orientation);
    const cv::Mat stored = as_stored(upright, orientation).clone();
    const std::string exif = testing::exif_block(orientation, orientation % 2 == 0);
    // What HEIC says of its picture counts, not its EXIF.
    const std::string other = testing::exif_block(orientation % 8 + 1, true);
    temp_.write("in/" + number + ".jpg", testing::jpeg_with(exif, stored));
    temp_.write("in/" + number + ".png", testing::png_with(exif, stored));
    temp_.write("in/" + number + ".webp", testing::webp_with(exif, stored));
    temp_.write("in/" + number + ".tif", testing::tiff_with(orientation, stored));
    temp_.write("in/" + number + ".heic", testing::heic_of(stored, orientation, other));
  }
  for (const KeepMetadata keep : {KeepMetadata::kNone, KeepMetadata::kAll}) {
    options_.metadata = keep;
    const auto report = run();
    ASSERT_EQ(report.count(OutcomeKind::kProtected), 40u);
    const cv::Mat expected = to_bgr8(decoded(out("1.png")));
    EXPECT_GE(expected.at<cv::Vec3b>(kCell / 2, kCell / 2)[0], 220 + 5);
    for (const Outcome& outcome : report.outcomes) {
      const cv::Mat image = to_bgr8(decoded(outcome.output));
      ASSERT_EQ(image.size(), upright.size()) << outcome.output;
      EXPECT_LE(cv::norm(image, expected, cv::NORM_INF), 4) << outcome.output;
    }
  }
}

TEST_F(PhotoWriter, MetadataIsKeptAsAsked) {
  const cv::Mat image = drawn_photo({true});
  const std::string comment = "a comment of somebody";
  const std::string file = testing::with_segment(encoded(".jpg", image), '\xFE', comment);
  temp_.write("in/a.jpg", testing::with_segment(file, '\xEC', "Ducky"));
  EXPECT_EQ(run().outcomes.at(0).left_out, "");
  EXPECT_EQ(read_file(out("a.jpg")).find(comment), std::string::npos);

  options_.metadata = KeepMetadata::kAll;  // another setting: done again
  const auto report = run();
  EXPECT_FALSE(report.outcomes.at(0).before);
  EXPECT_EQ(report.outcomes.at(0).left_out, "metadata of other kinds than EXIF, IPTC and XMP");
  EXPECT_NE(read_file(out("a.jpg")).find(comment), std::string::npos);
  EXPECT_EQ(read_file(out("a.jpg")).find("Ducky"), std::string::npos);
  EXPECT_EQ(run().before(), 1u);
}

}  // namespace
}  // namespace antifaz
