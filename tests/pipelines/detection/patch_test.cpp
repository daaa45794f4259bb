#include "pipelines/detection/patch.hpp"

#include <gmock/gmock.h>

#include <opencv2/imgproc.hpp>

#include "tests/support/painted_faces.hpp"

namespace antifaz {
namespace {

using testing::painted_face;
using testing::painted_sources;

/// A white ellipse in its box, on black.
Patch white_ellipse() {
  Patch patch;
  patch.pixels = cv::Mat::zeros(100, 80, CV_8UC3);
  cv::ellipse(patch.pixels, {40, 50}, {20, 30}, 0, 0, 360, cv::Scalar::all(255), -1);
  patch.opacity = cv::Mat(patch.pixels.size(), CV_8U, 255);
  patch.box = {19.5f, 19.5f, 41, 61};
  for (cv::Point2f& point : patch.points) point = {40, 20};  // the top of the ellipse
  patch.face = true;
  return patch;
}

TEST(Patch, TheBoxOfATurnedFaceHoldsJustTheFace) {
  for (const double degrees : {0., 30., 90., 137., -60., 180.}) {
    for (const double scale : {0.5, 1., 2.3}) {
      cv::Mat picture = cv::Mat::zeros(300, 300, CV_8UC3);
      Patch patch = white_ellipse();
      paste(picture, patch, {150, 140}, scale, degrees);
      cv::Mat grey;
      cv::cvtColor(picture, grey, cv::COLOR_BGR2GRAY);
      const cv::Rect white = cv::boundingRect(grey > 127);
      EXPECT_NEAR(patch.box.x, white.x, 2) << degrees;
      EXPECT_NEAR(patch.box.y, white.y, 2) << degrees;
      EXPECT_NEAR(patch.box.width, white.width, 3) << degrees;
      EXPECT_NEAR(patch.box.height, white.height, 3) << degrees;
      const double angle = degrees * CV_PI / 180;  // clockwise: the top goes to the right
      EXPECT_NEAR(patch.points[0].x, 150 + 30 * scale * std::sin(angle), 1);
      EXPECT_NEAR(patch.points[0].y, 140 - 30 * scale * std::cos(angle), 1);
    }
  }
}

TEST(Patch, PastesOverTheEdgeAndOutside) {
  cv::Mat picture = cv::Mat::zeros(100, 100, CV_8UC3);
  Patch patch = white_ellipse();
  const cv::Rect painted = paste(picture, patch, {0, 50}, 1, 0);
  EXPECT_EQ(painted.x, 0);
  EXPECT_LT(patch.box.x, 0);
  EXPECT_GT(cv::countNonZero(picture.reshape(1)), 0);
  Patch other = white_ellipse();
  EXPECT_TRUE(paste(picture, other, {500, 500}, 1, 0).empty());
}

TEST(Patch, OpacityIsTheShareOfThePatch) {
  cv::Mat picture(100, 100, CV_8UC3, cv::Scalar::all(100));
  Patch patch = white_ellipse();
  patch.opacity.setTo(51);  // a fifth
  paste(picture, patch, {50, 50}, 1, 0);
  EXPECT_EQ(picture.at<cv::Vec3b>(50, 50), cv::Vec3b(131, 131, 131));
}

TEST(Patch, AMirroredFaceKeepsItsEyesApart) {
  cv::RNG random(7);
  for (int i = 0; i < 20; ++i) {
    const Patch patch = face_patch(painted_face(i), 60, Outline::kRandom, random);
    EXPECT_LT(patch.points[0].x, patch.points[1].x);
    EXPECT_LT(patch.points[3].x, patch.points[4].x);
    EXPECT_EQ(patch.opacity.size(), patch.pixels.size());
    // The face stays: its middle is opaque, whatever the outline.
    EXPECT_EQ(patch.opacity.at<uchar>(patch.points[2]), 255);
  }
}

TEST(Patch, ASmallFaceIsDecodedSmall) {
  cv::RNG random(7);
  const Patch patch = face_patch(painted_face(0), 15, Outline::kWhole, random);
  EXPECT_EQ(patch.pixels.cols, 30);
  EXPECT_NEAR(patch.box.width, 15, 0.01);
}

TEST(Patch, CoversAPartOfAFaceOnly) {
  cv::RNG random(11);
  const ComposeSources sources = painted_sources();
  int changed = 0;
  for (int i = 0; i < 40; ++i) {
    Patch patch = face_patch(painted_face(i), 60, Outline::kWhole, random);
    const cv::Mat before = patch.pixels.clone();
    cover(patch, sources, random);
    cv::Mat difference;
    cv::absdiff(before, patch.pixels, difference);
    cv::cvtColor(difference, difference, cv::COLOR_BGR2GRAY);
    const cv::Rect box(patch.box);
    const double share = cv::countNonZero(difference(box) > 8) / double(box.area());
    EXPECT_LT(share, 0.75) << i;
    changed += share > 0.02;
  }
  EXPECT_GT(changed, 30);
}

TEST(Patch, WhatIsNoFaceSaysSo) {
  cv::RNG random(11);
  const ComposeSources sources = painted_sources();
  for (int i = 0; i < 20; ++i) {
    const Patch patch = false_patch(sources, 40, Outline::kRandom, random);
    EXPECT_FALSE(patch.face);
    EXPECT_EQ(patch.opacity.size(), patch.pixels.size());
  }
}

}  // namespace
}  // namespace antifaz
