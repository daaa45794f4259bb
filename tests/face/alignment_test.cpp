#include "src/face/alignment.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <opencv2/core.hpp>

namespace antifaz {
namespace {

Landmarks moved(const Landmarks& points, const cv::Matx23d& by) {
  Landmarks result;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const cv::Vec2d p = by * cv::Vec3d(points[i].x, points[i].y, 1);
    result[i] = cv::Point2f(static_cast<float>(p[0]), static_cast<float>(p[1]));
  }
  return result;
}

cv::Matx23d turn(double degrees, double scale, double x, double y) {
  const double a = scale * std::cos(degrees * CV_PI / 180),
               b = scale * std::sin(degrees * CV_PI / 180);
  return {a, -b, x, b, a, y};
}

double max_difference(const cv::Matx23d& left, const cv::Matx23d& right) {
  return cv::norm(left - right, cv::NORM_INF);
}

TEST(Alignment, TemplateIsArcFaceWithTheMargin) {
  EXPECT_NEAR(chip_template()[0].x, 46.2946, 1e-4);
  EXPECT_NEAR(chip_template()[4].y, 100.2041, 1e-4);
}

TEST(Alignment, SimilarityRecoversAKnownMotion) {
  const cv::Matx23d truth = turn(25, 3.5, 120, -40);
  const auto found = similarity(chip_template(), moved(chip_template(), truth));
  EXPECT_LT(max_difference(found, truth), 1e-3);
}

TEST(Alignment, SimilarityIsTheLeastSquaresOptimum) {
  Landmarks to = moved(chip_template(), turn(-10, 0.7, 5, 9));
  to[2] += cv::Point2f(4, -3);  // no similarity fits this exactly
  const cv::Matx23d best = similarity(chip_template(), to);
  const auto error = [&](const cv::Matx23d& m) {
    const Landmarks at = moved(chip_template(), m);
    double sum = 0;
    for (std::size_t i = 0; i < at.size(); ++i) sum += (at[i] - to[i]).dot(at[i] - to[i]);
    return sum;
  };
  const double a = best(0, 0), b = best(1, 0);
  for (const double step : {-0.01, 0.01}) {
    EXPECT_GT(error({a + step, -b, best(0, 2), b, a + step, best(1, 2)}), error(best));
    EXPECT_GT(error({a, -b - step, best(0, 2), b + step, a, best(1, 2)}), error(best));
    EXPECT_GT(error({a, -b, best(0, 2) + step, b, a, best(1, 2)}), error(best));
    EXPECT_GT(error({a, -b, best(0, 2), b, a, best(1, 2) + step}), error(best));
  }
}

TEST(Alignment, CoincidingPointsGiveAShift) {
  Landmarks same;
  same.fill(cv::Point2f(7, 7));
  const cv::Matx23d m = similarity(same, chip_template());
  EXPECT_EQ(m(0, 0), 1);
  EXPECT_TRUE(std::isfinite(m(0, 2)));
}

TEST(Alignment, ChipOfAnAlignedPhotographIsThePhotograph) {
  cv::Mat photo(kChipSize, kChipSize, CV_8UC3);
  cv::randu(photo, 0, 256);
  const cv::Mat chip = cut_chip(photo, chip_transform(chip_template()));
  EXPECT_EQ(cv::norm(photo, chip, cv::NORM_INF), 0);
}

TEST(Alignment, LargeFacesAreAveragedNotAliased) {
  // A one-pixel checkerboard is grey from afar.
  cv::Mat photo(1024, 1024, CV_8UC1);
  for (int y = 0; y < photo.rows; ++y) {
    for (int x = 0; x < photo.cols; ++x) photo.at<uchar>(y, x) = (x + y) % 2 ? 255 : 0;
  }
  const cv::Mat chip = cut_chip(photo, turn(0, 0.125, 0, 0));
  cv::Scalar mean, spread;
  cv::meanStdDev(chip, mean, spread);
  EXPECT_NEAR(mean[0], 127.5, 1);
  EXPECT_LT(spread[0], 8);
}

TEST(Alignment, ShrinkingKeepsPositions) {
  // A ramp keeps its value at every place: no half-pixel shift may creep in.
  cv::Mat photo(600, 600, CV_32FC1);
  for (int y = 0; y < photo.rows; ++y) {
    for (int x = 0; x < photo.cols; ++x) photo.at<float>(y, x) = static_cast<float>(x);
  }
  const double scale = 0.3;
  const cv::Mat chip = cut_chip(photo, turn(0, scale, 0, 0));
  for (int x = 4; x < kChipSize - 4; ++x) EXPECT_NEAR(chip.at<float>(64, x), x / scale, 0.1) << x;
}

TEST(Alignment, OutsideThePhotographItsEdgeIsReplicated) {
  const cv::Mat photo(40, 40, CV_16UC3, cv::Scalar(1000, 2000, 3000));
  const cv::Mat chip = cut_chip(photo, turn(30, 1, 60, 60));
  ASSERT_EQ(chip.type(), photo.type());
  EXPECT_EQ(
      cv::norm(chip, cv::Mat(chip.size(), chip.type(), cv::Scalar(1000, 2000, 3000)), cv::NORM_INF),
      0);
}

}  // namespace
}  // namespace antifaz
