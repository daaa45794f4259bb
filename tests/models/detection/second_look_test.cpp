#include "models/detection/second_look.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <opencv2/imgproc.hpp>

#include "tests/models/detection/each_tile.hpp"

namespace antifaz {
namespace {

using testing::each;

constexpr double kSide = 40;

/// A "face" with one eye of each colour, `degrees` from upright, and what is found at a glance.
Face draw(cv::Mat& photo, cv::Point2f middle, double degrees) {
  const double a = degrees * CV_PI / 180;
  const auto at = [&](double x, double y) {
    return middle + cv::Point2f(cv::Point2d(std::cos(a) * x - std::sin(a) * y,
                                            std::sin(a) * x + std::cos(a) * y) *
                                kSide);
  };
  cv::circle(photo, middle, cvRound(kSide / 2), {200, 200, 200}, cv::FILLED);
  Face face;
  face.box = {middle.x - 20, middle.y - 20, kSide, kSide};
  face.landmarks = {at(-0.2, -0.1), at(0.2, -0.1), at(0, 0), at(-0.15, 0.25), at(0.15, 0.25)};
  cv::circle(photo, face.landmarks[0], 3, {0, 0, 255}, cv::FILLED);
  cv::circle(photo, face.landmarks[1], 3, {255, 0, 0}, cv::FILLED);
  return face;
}

cv::Point2f middle_of(const cv::Mat& view, const cv::Scalar& low, const cv::Scalar& high) {
  cv::Mat mask;
  cv::inRange(view, low, high, mask);
  const cv::Moments m = cv::moments(mask, true);
  return m.m00 > 0 ? cv::Point2f(cv::Point2d(m.m10 / m.m00, m.m01 / m.m00)) : cv::Point2f(-1, -1);
}

/// Knows a face by two eyes at one height; says the score, and a box of 1.2 eye distances.
TileLook knows_upright(double score, int& looks) {
  return each([score, &looks](const cv::Mat& view) {
    ++looks;
    const cv::Point2f red = middle_of(view, {0, 0, 200}, {120, 120, 255}),
                      blue = middle_of(view, {200, 0, 0}, {255, 120, 120});
    std::vector<Face> found;
    const float apart = std::abs(blue.x - red.x);
    if (red.x < 0 || blue.x < 0 || std::abs(red.y - blue.y) > 2 || apart < 10) return found;
    Face face;
    face.score = score;
    face.landmarks[0] = red;
    face.landmarks[1] = blue;
    const cv::Point2f middle = (red + blue) / 2, down(0, apart);
    face.landmarks[3] = red + (blue.x > red.x ? down : -down);
    face.landmarks[4] = blue + (blue.x > red.x ? down : -down);
    face.box = {middle.x - apart, middle.y - apart, 2 * apart, 2 * apart};
    found.push_back(face);
    return found;
  });
}

TEST(SecondLook, TurnsAFaceUprightAndRaisesItsScore) {
  for (const double degrees : {0., 30., 90., 135., 180., -75.}) {
    cv::Mat photo(300, 300, CV_8UC3, cv::Scalar::all(60));
    Face glance = draw(photo, {150, 130}, degrees);
    const Face truth = glance;
    glance.score = 0.3;
    int looks = 0;
    const auto faces = look_again(photo, {glance}, 0.1, knows_upright(0.9, looks));
    ASSERT_EQ(faces.size(), 1u) << degrees;
    EXPECT_EQ(looks, 2);
    // The mean of the log-odds of 0.3, 0.9 and 0.9.
    EXPECT_NEAR(faces[0].score, 0.7652, 1e-3);
    for (const std::size_t eye : {0, 1}) {
      EXPECT_LT(cv::norm(faces[0].landmarks[eye] - truth.landmarks[eye]), 1.5) << degrees;
    }
    // Round the eyes, as wide as two distances between them, whichever way they are turned.
    const cv::Point2f eyes = (truth.landmarks[0] + truth.landmarks[1]) / 2;
    EXPECT_LT(cv::norm((faces[0].box.tl() + faces[0].box.br()) / 2 - eyes), 1.5) << degrees;
    EXPECT_NEAR(faces[0].box.width, 0.8 * kSide, 3) << degrees;
  }
}

TEST(SecondLook, WhatIsNotSeenAgainIsLeftOut) {
  const cv::Mat photo(300, 300, CV_8UC3, cv::Scalar::all(60));
  cv::Mat drawn = photo.clone();
  Face glance = draw(drawn, {150, 130}, 0);
  glance.score = 0.7;
  int looks = 0;
  EXPECT_TRUE(look_again(photo, {glance}, 0.5, knows_upright(0.9, looks)).empty());
  EXPECT_EQ(looks, 1);
}

TEST(SecondLook, IsSparedWhereThereIsNoDoubt) {
  cv::Mat photo(300, 300, CV_8UC3, cv::Scalar::all(60));
  Face sure = draw(photo, {150, 130}, 0);
  sure.score = 0.95;
  int looks = 0;
  const auto faces = look_again(photo, {sure}, 0.5, knows_upright(0.1, looks));
  ASSERT_EQ(faces.size(), 1u);
  EXPECT_EQ(looks, 0);
  EXPECT_EQ(faces[0].box, sure.box);
  EXPECT_EQ(faces[0].score, 0.95);
}

TEST(SecondLook, AtThePicturesEdgeAndWithoutSizeIsNoReasonToFail) {
  cv::Mat photo(60, 60, CV_8UC3, cv::Scalar::all(60));
  Face cut = draw(photo, {2, 58}, 0), point;
  cut.score = point.score = 0.4;
  int looks = 0;
  look_again(photo, {cut, point}, 0.1, knows_upright(0.9, looks));
  EXPECT_GE(looks, 2);
}

}  // namespace
}  // namespace antifaz
