#include "src/face/obscure.hpp"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

namespace antifaz {
namespace {

cv::Mat noise(int type) {
  cv::Mat photo(200, 300, type);
  cv::RNG(7).fill(photo, cv::RNG::UNIFORM, 0, photo.depth() == CV_8U ? 256 : 65536);
  return photo;
}

const cv::Rect2f kBox(100, 60, 80, 96);

TEST(Obscure, ChangesAnEllipseAroundTheBoxAndNothingElse) {
  for (const Obscuring how : {Obscuring::kBlur, Obscuring::kSolid}) {
    const cv::Mat before = noise(CV_8UC3);
    cv::Mat after = before.clone();
    const cv::Rect area = obscure(after, kBox, how);
    EXPECT_EQ(area & cv::Rect(kBox), cv::Rect(kBox));
    cv::Mat outside = after.clone();
    before(area).copyTo(outside(area));
    EXPECT_EQ(cv::norm(outside, before), 0);
    EXPECT_EQ(after.at<cv::Vec3b>(area.tl()), before.at<cv::Vec3b>(area.tl()));  // a corner
    EXPECT_GT(cv::norm(after(cv::Rect(kBox)), before(cv::Rect(kBox)), cv::NORM_INF), 60);
  }
}

/// What is left depends on the tiles' means alone: two faces that share them become one.
TEST(Obscure, NothingFinerThanATileIsLeft) {
  cv::Mat one(240, 240, CV_8UC3, cv::Scalar::all(100)), other = one.clone();
  for (int y = 0; y < other.rows; ++y) {
    for (int x = 0; x < other.cols; ++x) {
      other.at<cv::Vec3b>(y, x) = cv::Vec3b::all((x / 2 + y / 2) % 2 ? 160 : 40);
    }
  }
  const cv::Rect2f box(80, 80, 80, 80);  // tiles of 10 pixels from (60, 60) on
  obscure(one, box, Obscuring::kBlur);
  obscure(other, box, Obscuring::kBlur);
  const cv::Rect inside(box);
  EXPECT_LE(cv::norm(one(inside), other(inside), cv::NORM_INF), 3);
}

TEST(Obscure, SolidIsOneColour) {
  cv::Mat photo = noise(CV_16UC3);
  obscure(photo, kBox, Obscuring::kSolid);
  cv::Scalar mean, spread;
  cv::meanStdDev(photo(cv::Rect(kBox)), mean, spread);
  EXPECT_EQ(cv::norm(spread), 0);
}

TEST(Obscure, LeavesAlphaAlone) {
  for (const int type : {CV_8UC4, CV_16UC2}) {
    const cv::Mat before = noise(type);
    cv::Mat after = before.clone(), alpha_before, alpha_after;
    obscure(after, kBox, Obscuring::kBlur);
    cv::extractChannel(before, alpha_before, before.channels() - 1);
    cv::extractChannel(after, alpha_after, after.channels() - 1);
    EXPECT_EQ(cv::norm(alpha_before, alpha_after), 0);
    EXPECT_GT(cv::norm(before, after), 0);
  }
}

TEST(Obscure, BoxesMayReachOverTheEdge) {
  cv::Mat photo = noise(CV_8UC1);
  EXPECT_EQ(obscure(photo, {-1e9f, 0, 10, 10}, Obscuring::kBlur), cv::Rect());
  EXPECT_FALSE(obscure(photo, {-40, -40, 80, 80}, Obscuring::kBlur).empty());
  EXPECT_FALSE(obscure(photo, {290, 190, 1e6f, 1e6f}, Obscuring::kSolid).empty());
  EXPECT_FALSE(obscure(photo, {10, 10, 1, 1}, Obscuring::kBlur).empty());
}

}  // namespace
}  // namespace antifaz
