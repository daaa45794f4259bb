#include "models/landmarks/face_square.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>
#include <opencv2/imgproc.hpp>

#include "src/face/alignment.hpp"

namespace antifaz {
namespace {

/// The template's points, `scale` times as large, turned clockwise, moved.
Landmarks turned_points(double degrees, double scale, cv::Point2d to) {
  const double c = std::cos(degrees * CV_PI / 180), s = std::sin(degrees * CV_PI / 180);
  Landmarks points = chip_template();
  for (cv::Point2f& p : points) {
    p = cv::Point2d(scale * (c * p.x - s * p.y), scale * (s * p.x + c * p.y)) + to;
  }
  return points;
}

TEST(FaceSquare, GoesThereAndBackAtAnyAngle) {
  for (const double degrees : {0., 30., 90., 137., 180., -60.}) {
    const FaceSquare square = square_through(turned_points(degrees, 1.7, {300, 200}));
    for (const cv::Point2f part : {cv::Point2f(0, 0), cv::Point2f(0.3f, 0.9f), {1.2f, -0.1f}}) {
      const cv::Point2f back = square.to_part(square.to_photo(part));
      EXPECT_NEAR(back.x, part.x, 1e-5) << degrees;
      EXPECT_NEAR(back.y, part.y, 1e-5) << degrees;
    }
  }
}

TEST(FaceSquare, IsUprightWithTheFaceWhateverItsTurn) {
  const Landmarks upright = turned_points(0, 1, {0, 0});
  const FaceSquare reference = square_through(upright);
  EXPECT_NEAR(reference.angle, 0, 1e-6);
  for (const double degrees : {20., 90., 179., -135.}) {
    const Landmarks points = turned_points(degrees, 2.5, {400, 500});
    const FaceSquare square = square_through(points);
    EXPECT_NEAR(square.side, 2.5 * reference.side, 1e-3) << degrees;
    EXPECT_NEAR(square.angle * 180 / CV_PI, degrees, 1e-3);
    for (std::size_t i = 0; i < points.size(); ++i) {
      EXPECT_LT(cv::norm(square.to_part(points[i]) - reference.to_part(upright[i])), 1e-4) << i;
    }
  }
}

TEST(FaceSquare, ItsCropShowsAPlaceWhereItsPartsSay) {
  for (const double degrees : {0., 90., 137.}) {
    cv::Mat photo = cv::Mat::zeros(400, 500, CV_8UC3);
    const Landmarks points = turned_points(degrees, 1.2, {250, 200});
    cv::circle(photo, points[3], 4, cv::Scalar::all(255), cv::FILLED);
    const FaceSquare square = square_through(points);
    const cv::Mat crop = cut_chip(photo, square.to_crop(96), 96);
    const cv::Moments white = cv::moments(crop.reshape(1).colRange(0, 288) > 127, true);
    const cv::Point2f part = square.to_part(points[3]);
    // Three columns a pixel; a pixel's middle is half a pixel into it.
    EXPECT_NEAR((white.m10 / white.m00 - 1) / 3, part.x * 96 - 0.5, 0.6) << degrees;
    EXPECT_NEAR(white.m01 / white.m00, part.y * 96 - 0.5, 0.6) << degrees;
  }
}

TEST(FaceSquare, IsRoundTheBoxWherePointsAreAbsurd) {
  const cv::Rect2f box(100, 100, 90, 120);
  Landmarks inside = turned_points(10, 1, {80, 95});
  EXPECT_GT(std::abs(square_of({box, 1, inside}).angle), 0.1);
  const auto expect_box = [&](const Landmarks& points) {
    const FaceSquare square = square_of({box, 1, points});
    EXPECT_EQ(square.angle, 0);
    EXPECT_EQ(square.middle, cv::Point2d(145, 160));
    EXPECT_GT(square.side, 120);
  };
  expect_box(turned_points(0, 1, {900, 0}));      // elsewhere
  expect_box(turned_points(0, 0.1, {140, 150}));  // far too small
  expect_box(turned_points(0, 9, {-400, -400}));  // far too large
  Landmarks together;
  together.fill({145, 160});
  expect_box(together);
  Landmarks unreal;
  unreal.fill({std::numeric_limits<float>::quiet_NaN(), 0});
  expect_box(unreal);
  EXPECT_GT(square_of({{5, 5, 0, 0}, 1, together}).side, 0);
}

}  // namespace
}  // namespace antifaz
