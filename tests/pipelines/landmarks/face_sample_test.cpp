#include "pipelines/landmarks/face_sample.hpp"

#include <gmock/gmock.h>

#include <cmath>

#include "models/landmarks/landmark_net.hpp"
#include "tests/pipelines/landmarks/painted_shapes.hpp"

namespace antifaz {
namespace {

using testing::painted_shapes;

constexpr FaceSampleOptions kPlain{0, 1, 0, false};

/// Brightness of the sample where it says that this point is, over its mean.
double brightness_at(const FaceSample& sample, std::size_t point) {
  const cv::Point2f at = sample.points[point] * static_cast<float>(kLandmarkCrop);
  const cv::Rect spot(cvRound(at.x - 1.5f), cvRound(at.y - 1.5f), 3, 3);
  const cv::Scalar here = cv::mean(sample.crop(spot & cv::Rect({}, sample.crop.size())));
  const cv::Scalar all = cv::mean(sample.crop);
  return (here[0] + here[1] + here[2]) / (all[0] + all[1] + all[2]);
}

TEST(FaceSample, TheSameSeedGivesTheSame) {
  const LandmarkSources sources = painted_shapes();
  const FaceSample one = face_sample(sources, 3, {}, 5), two = face_sample(sources, 3, {}, 5),
                   other = face_sample(sources, 3, {}, 6);
  EXPECT_EQ(cv::norm(one.crop, two.crop, cv::NORM_INF), 0);
  EXPECT_EQ(one.points, two.points);
  EXPECT_NE(one.points, other.points);
}

TEST(FaceSample, PointsStayOnWhatTheyAreOfHoweverItIsMoved) {
  const LandmarkSources sources = painted_shapes();
  FaceSampleOptions moved;
  moved.worsened = false;
  for (const auto& options : {kPlain, moved}) {
    for (std::uint64_t seed = 0; seed < 30; ++seed) {
      const FaceSample sample = face_sample(sources, seed % 12, options, seed);
      EXPECT_EQ(sample.crop.size(), cv::Size(kLandmarkCrop, kLandmarkCrop));
      for (const std::size_t eye : {68u, 69u, 36u, 45u}) {
        EXPECT_LT(brightness_at(sample, eye), 0.35) << seed;  // eyes are black
      }
      EXPECT_GT(brightness_at(sample, 70), 1.1) << seed;  // the nose is skin
    }
  }
}

TEST(FaceSample, APersonsLeftStaysLeftInMirrors) {
  const LandmarkSources sources = painted_shapes();
  FaceSampleOptions options;
  int upright = 0;
  for (std::uint64_t i = 0; i < 120; ++i) {
    const std::uint64_t seed = i * 0x9E3779B97F4A7C15;  // as far apart as a training's
    const auto points = face_sample(sources, 0, options, seed).points;
    // Seen from the nose, the first eye is to the left of the line down to the chin.
    const cv::Point2f down = points[8] - points[27], first = points[36] - points[45];
    EXPECT_GT(down.cross(first), 0) << seed;
    EXPECT_GT(down.cross(points[68] - points[69]), 0) << seed;
    EXPECT_GT(down.cross(points[0] - points[16]), 0) << seed;
    EXPECT_GT(down.cross(points[48] - points[54]), 0) << seed;
    EXPECT_GT(down.cross(points[59] - points[55]), 0) << seed;
    upright += down.y > std::abs(down.x);
  }
  EXPECT_GT(upright, 95);
  EXPECT_LT(upright, 120);  // now and then at any angle
}

TEST(FaceSample, WithoutMovesItIsTheSquareThroughThePoints) {
  const auto points = face_sample(painted_shapes(), 0, kPlain, 1).points;
  EXPECT_NEAR(points[68].y, points[69].y, 0.005);  // the template's are not quite level
  EXPECT_NEAR((points[68].x + points[69].x) / 2, 0.5, 0.01);
  EXPECT_NEAR(points[69].x - points[68].x, 0.26, 0.03);
}

}  // namespace
}  // namespace antifaz
