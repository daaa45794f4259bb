#include "pipelines/detection/compose.hpp"

#include <gmock/gmock.h>

#include "pipelines/detection/dice.hpp"
#include "pipelines/detection/look.hpp"
#include "tests/support/painted_faces.hpp"

namespace antifaz {
namespace {

using testing::painted_sources;

TEST(Compose, TheSameSeedGivesTheSamePicture) {
  const ComposeSources sources = painted_sources();
  const Composition first = compose(sources, {}, 5), again = compose(sources, {}, 5);
  EXPECT_EQ(cv::norm(first.picture, again.picture, cv::NORM_INF), 0);
  EXPECT_EQ(first.faces.size(), again.faces.size());
  EXPECT_GT(cv::norm(first.picture, compose(sources, {}, 6).picture, cv::NORM_INF), 0);
}

/// What holds of every face that is asked for, whatever its kind of picture.
TEST(Compose, FacesAreWhereTheirBoxesAndPointsSay) {
  const ComposeSources sources = painted_sources();
  const ComposeOptions options;
  int asked = 0, turned = 0, ignored = 0, cut = 0;
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    const Composition made = compose(sources, options, seed);
    ASSERT_EQ(made.picture.size(), cv::Size(options.side, options.side));
    ASSERT_EQ(made.picture.type(), CV_8UC3);
    const cv::Rect2f frame(0, 0, 320, 320);
    for (const ComposedFace& face : made.faces) {
      EXPECT_FALSE((face.box & frame).empty());
      ignored += face.ignored;
      if (face.ignored) continue;
      ++asked;
      EXPECT_GE(side_of(face.box), 8);
      EXPECT_GE((face.box & frame).area(), 0.49 * face.box.area());
      cut += (face.box & frame).area() < 0.95 * face.box.area();
      for (const cv::Point2f& point : face.points) EXPECT_TRUE(face.box.contains(point));
      // Eye to eye and then down to the mouth goes round clockwise, turned and mirrored or not.
      const cv::Point2f eyes = face.points[1] - face.points[0];
      const cv::Point2f down = face.points[3] - face.points[0];
      EXPECT_GT(eyes.cross(down), 0);
      turned += eyes.x < 0;
    }
  }
  EXPECT_GT(asked, 300);
  EXPECT_GT(ignored, 20);
  EXPECT_GT(turned, 10);
  EXPECT_GT(cut, 10);
}

TEST(Compose, PicturesWithoutAFaceHaveNone) {
  const ComposeSources sources = painted_sources();
  ComposeOptions options;
  options.empty_share = 1;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    EXPECT_TRUE(compose(sources, options, seed).faces.empty());
  }
}

TEST(Compose, AChangeOfLookKeepsThePictureItsSize) {
  cv::RNG random(2);
  double least_detail = 1, darkest = 255, brightest = 0;
  for (int i = 0; i < 150; ++i) {
    cv::Mat picture(96, 96, CV_8UC3, cv::Scalar::all(128));
    const LookLoss loss = change_look(picture, random);
    ASSERT_EQ(picture.size(), cv::Size(96, 96));
    ASSERT_EQ(picture.type(), CV_8UC3);
    EXPECT_GT(loss.detail, 0);
    EXPECT_LE(loss.detail, 1);
    least_detail = std::min(least_detail, loss.detail);
    darkest = std::min(darkest, cv::mean(picture)[1]);
    brightest = std::max(brightest, cv::mean(picture)[1]);
  }
  EXPECT_LT(least_detail, 0.5);
  EXPECT_LT(darkest, 35);
  EXPECT_GT(brightest, 230);
}

}  // namespace
}  // namespace antifaz
