#include "models/detection/exposure.hpp"

#include <gtest/gtest.h>

#include <opencv2/core.hpp>

namespace antifaz {
namespace {

double brightest(const cv::Mat& bgr) {
  double most;
  cv::minMaxLoc(bgr.reshape(1), nullptr, &most);
  return most;
}

cv::Mat ramp(int most) {
  cv::Mat picture(60, 60, CV_8UC3);
  for (int x = 0; x < 60; ++x) picture.col(x).setTo(cv::Scalar::all(most * x / 59.));
  return picture;
}

TEST(Exposure, LeavesWhatIsBrightEnough) {
  const cv::Mat picture = ramp(200);
  EXPECT_EQ(well_lit(picture).data, picture.data);
}

TEST(Exposure, LightensWhatIsDark) { EXPECT_NEAR(brightest(well_lit(ramp(50))), 220, 12); }

TEST(Exposure, ByATenfoldAtMost) { EXPECT_EQ(brightest(well_lit(ramp(7))), 70); }

TEST(Exposure, AFewBrightPixelsAreNoLight) {
  cv::Mat picture = ramp(50);
  picture(cv::Rect(0, 0, 5, 5)).setTo(cv::Scalar::all(255));
  const cv::Vec3b pixel = well_lit(picture).at<cv::Vec3b>(30, 30);
  EXPECT_GT(pixel[0], picture.at<cv::Vec3b>(30, 30)[0] * 3);
}

TEST(Exposure, ABlackPictureStaysBlack) {
  EXPECT_EQ(brightest(well_lit(cv::Mat::zeros(40, 40, CV_8UC3))), 0);
}

}  // namespace
}  // namespace antifaz
