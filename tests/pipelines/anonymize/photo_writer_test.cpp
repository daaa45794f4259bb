#include "pipelines/anonymize/photo_writer.hpp"

#include <gmock/gmock.h>

#include "src/core/files.hpp"
#include "tests/support/anonymize_fixture.hpp"
#include "tests/support/image_bytes.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;
using testing::drawn_photo;
using testing::encoded;

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

TEST_F(PhotoWriter, MetadataIsKeptAsAsked) {
  const cv::Mat image = drawn_photo({true});
  const std::string comment = "a comment of somebody";
  const std::string file = testing::with_segment(encoded(".jpg", image), '\xFE', comment);
  temp_.write("in/a.jpg", testing::with_segment(file, '\xEC', "Ducky"));
  EXPECT_EQ(run().outcomes.at(0).left_out, "");
  EXPECT_EQ(read_file(out("a.jpg")).find(comment), std::string::npos);

  options_.metadata = KeepMetadata::kAll;  // another setting: done again
  const AnonymizeReport report = run();
  EXPECT_FALSE(report.outcomes.at(0).before);
  EXPECT_EQ(report.outcomes.at(0).left_out, "metadata of other kinds than EXIF, IPTC and XMP");
  EXPECT_NE(read_file(out("a.jpg")).find(comment), std::string::npos);
  EXPECT_EQ(read_file(out("a.jpg")).find("Ducky"), std::string::npos);
  EXPECT_EQ(run().before(), 1u);
}

}  // namespace
}  // namespace antifaz
