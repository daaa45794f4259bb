#include "src/face/compositor.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>
#include <utility>

#include "src/face/alignment.hpp"

namespace antifaz {
namespace {

/// Photograph -> chip for a chip of `side` photograph pixels turned about its middle (x, y).
cv::Matx23d place(double x, double y, double side, double degrees = 0) {
  const double scale = kChipSize / side, angle = degrees * CV_PI / 180;
  const double a = scale * std::cos(angle), b = scale * std::sin(angle);
  const double middle = (kChipSize - 1) / 2.0;
  return {a, -b, middle - a * x + b * y, b, a, middle - b * x - a * y};
}

cv::Mat random_photo(int type, cv::Size size = {400, 300}) {
  cv::Mat photo(size, type);
  const bool eight = photo.depth() == CV_8U;
  cv::theRNG().state = 7;
  cv::randu(photo, cv::Scalar::all(eight ? 60 : 60 * 257),
            cv::Scalar::all(eight ? 190 : 190 * 257));
  return photo;
}

cv::Mat constant_change(double blue, double green, double red) {
  return cv::Mat(kChipSize, kChipSize, CV_32FC3, cv::Scalar(blue, green, red));
}

cv::Mat random_change() {
  cv::Mat change(kChipSize, kChipSize, CV_32FC3);
  cv::theRNG().state = 9;
  cv::randu(change, -255, 255);
  return change;
}

bool inside_chip(const cv::Matx23d& photo_to_chip, int x, int y) {
  const cv::Vec2d at = photo_to_chip * cv::Vec3d(x, y, 1);
  return at[0] >= -0.5 && at[1] >= -0.5 && at[0] <= kChipSize - 0.5 && at[1] <= kChipSize - 0.5;
}

/// How many pixels with their centre outside the chip differ, and how many inside.
std::pair<int, int> changed_pixels(const cv::Mat& before, const cv::Mat& after,
                                   const cv::Matx23d& photo_to_chip) {
  int outside = 0, inside = 0;
  for (int y = 0; y < before.rows; ++y) {
    for (int x = 0; x < before.cols; ++x) {
      const std::size_t bytes = before.elemSize();
      if (std::memcmp(before.ptr(y, x), after.ptr(y, x), bytes) == 0) continue;
      ++(inside_chip(photo_to_chip, x, y) ? inside : outside);
    }
  }
  return {outside, inside};
}

TEST(FeatherMask, IsOneOverTheFaceAndZeroOnTheBorder) {
  const cv::Mat mask = feather_mask();
  ASSERT_EQ(mask.size(), cv::Size(kChipSize, kChipSize));
  ASSERT_EQ(mask.type(), CV_32F);
  for (int i = 0; i < kChipSize; ++i) {
    EXPECT_EQ(mask.at<float>(0, i), 0);
    EXPECT_EQ(mask.at<float>(kChipSize - 1, i), 0);
    EXPECT_EQ(mask.at<float>(i, 0), 0);
    EXPECT_EQ(mask.at<float>(i, kChipSize - 1), 0);
  }
  for (const auto& point : chip_template()) EXPECT_EQ(mask.at<float>(cv::Point(point)), 1);
}

TEST(FeatherMask, HasNoStep) {
  const cv::Mat mask = feather_mask();
  for (int x = 1; x < kChipSize; ++x) {
    EXPECT_LT(std::abs(mask.at<float>(64, x) - mask.at<float>(64, x - 1)), 0.1) << x;
  }
}

TEST(Compositor, ZeroChangeLeavesThePhotographBitIdentical) {
  for (const int type :
       {CV_8UC1, CV_8UC2, CV_8UC3, CV_8UC4, CV_16UC1, CV_16UC2, CV_16UC3, CV_16UC4}) {
    const cv::Mat before = random_photo(type);
    cv::Mat after = before.clone();
    composite(after, place(200, 150, 180, 20), constant_change(0, 0, 0));
    EXPECT_EQ(cv::norm(before, after, cv::NORM_INF), 0) << "type " << type;
  }
}

TEST(Compositor, OutsideTheChipNotOnePixelChanges) {
  for (const int type : {CV_8UC3, CV_16UC3}) {
    for (const double side : {30., 128., 250.}) {
      for (const double degrees : {0., 33., 180.}) {
        const cv::Matx23d at = place(205.3, 148.6, side, degrees);
        const cv::Mat before = random_photo(type);
        cv::Mat after = before.clone();
        composite(after, at, random_change());
        const auto [outside, inside] = changed_pixels(before, after, at);
        EXPECT_EQ(outside, 0) << type << " " << side << " " << degrees;
        EXPECT_GT(inside, side * side / 4) << type << " " << side << " " << degrees;
      }
    }
  }
}

TEST(Compositor, AConstantChangeArrivesInFullOverTheFace) {
  for (const double side : {40., 128., 280.}) {
    const cv::Mat before = random_photo(CV_8UC3);
    cv::Mat after = before.clone();
    composite(after, place(200, 150, side, 15), constant_change(10, -20, 30));
    const cv::Vec3i difference =
        cv::Vec3i(after.at<cv::Vec3b>(150, 200)) - cv::Vec3i(before.at<cv::Vec3b>(150, 200));
    EXPECT_EQ(difference, cv::Vec3i(10, -20, 30)) << side;
  }
}

TEST(Compositor, SixteenBitsGetTheSameChangeFiner) {
  const cv::Mat before = random_photo(CV_16UC3);
  cv::Mat after = before.clone();
  composite(after, place(200, 150, 150), constant_change(0.5, 0.5, 0.5));
  EXPECT_NEAR(after.at<cv::Vec3w>(150, 200)[1] - before.at<cv::Vec3w>(150, 200)[1], 128.5, 1);
}

TEST(Compositor, GreyGetsTheLuma) {
  const cv::Mat before = random_photo(CV_8UC1);
  cv::Mat after = before.clone();
  composite(after, place(200, 150, 150), constant_change(0, 40, 0));
  EXPECT_NEAR(after.at<uchar>(150, 200) - before.at<uchar>(150, 200), 0.587 * 40, 0.6);
}

TEST(Compositor, AlphaIsUntouched) {
  for (const int type : {CV_8UC2, CV_8UC4, CV_16UC2, CV_16UC4}) {
    const cv::Mat before = random_photo(type);
    cv::Mat after = before.clone();
    composite(after, place(200, 150, 150), random_change());
    cv::Mat alpha_before, alpha_after;
    cv::extractChannel(before, alpha_before, before.channels() - 1);
    cv::extractChannel(after, alpha_after, before.channels() - 1);
    EXPECT_EQ(cv::norm(alpha_before, alpha_after, cv::NORM_INF), 0) << type;
    EXPECT_GT(cv::norm(before, after, cv::NORM_INF), 0) << type;
  }
}

TEST(Compositor, BrightPixelsSaturate) {
  cv::Mat photo(200, 200, CV_8UC3, cv::Scalar::all(250));
  composite(photo, place(100, 100, 150), constant_change(100, 100, 100));
  EXPECT_EQ(photo.at<cv::Vec3b>(100, 100), cv::Vec3b(255, 255, 255));
}

TEST(Compositor, FacesReachingOverTheEdgeAreCut) {
  for (const cv::Point2d middle :
       {cv::Point2d(0, 0), cv::Point2d(399, 150), cv::Point2d(200, 310)}) {
    const cv::Matx23d at = place(middle.x, middle.y, 160, 10);
    const cv::Mat before = random_photo(CV_8UC3);
    cv::Mat after = before.clone();
    composite(after, at, constant_change(25, 25, 25));
    const auto [outside, inside] = changed_pixels(before, after, at);
    EXPECT_EQ(outside, 0) << middle;
    EXPECT_GT(inside, 1000) << middle;
  }
}

TEST(Compositor, AFaceOutsideThePhotographChangesNothing) {
  const cv::Mat before = random_photo(CV_8UC3);
  cv::Mat after = before.clone();
  composite(after, place(-500, 900, 160), constant_change(25, 25, 25));
  EXPECT_EQ(cv::norm(before, after, cv::NORM_INF), 0);
}

TEST(Compositor, TellsTheLargestDifferenceItMade) {
  for (const int type :
       {CV_8UC1, CV_8UC2, CV_8UC3, CV_8UC4, CV_16UC1, CV_16UC2, CV_16UC3, CV_16UC4}) {
    cv::Mat photo = random_photo(type);
    EXPECT_EQ(composite(photo, place(200, 150, 150), constant_change(0, 0, 0)), 0) << type;
    EXPECT_EQ(composite(photo, place(-500, 900, 150), constant_change(9, 9, 9)), 0) << type;
    const double made = composite(photo, place(200, 150, 150), constant_change(-12, -12, -12));
    EXPECT_NEAR(made, 12, photo.depth() == CV_8U ? 0 : 0.05) << type;
  }
  cv::Mat white(300, 400, CV_8UC3, cv::Scalar::all(255));
  EXPECT_EQ(composite(white, place(200, 150, 150), constant_change(40, 40, 40)), 0);
}

TEST(Compositor, OverlappingFacesAddUp) {
  const cv::Mat before(300, 400, CV_8UC3, cv::Scalar::all(100));
  cv::Mat after = before.clone();
  composite(after, place(180, 150, 160), constant_change(10, 10, 10));
  composite(after, place(220, 150, 160), constant_change(20, 20, 20));
  EXPECT_EQ(after.at<cv::Vec3b>(150, 200), cv::Vec3b(130, 130, 130));
}

TEST(Compositor, LeavesNoSeam) {
  // On a flat photograph a large constant change must rise gently: at 3 photograph pixels a chip
  // pixel, neighbours differ by a few levels at most.
  cv::Mat photo(500, 500, CV_8UC1, cv::Scalar(100));
  composite(photo, place(250, 250, 3 * kChipSize), constant_change(60, 60, 60));
  for (int x = 1; x < photo.cols; ++x) {
    EXPECT_LE(std::abs(photo.at<uchar>(250, x) - photo.at<uchar>(250, x - 1)), 3) << x;
  }
}

TEST(Compositor, LandsWhereTheChipWasCut) {
  // A bright dot of the chip comes back to the photograph's place it was cut from.
  const cv::Matx23d at = place(211, 142, 256, 40);
  cv::Mat change(kChipSize, kChipSize, CV_32FC3, cv::Scalar::all(0));
  change.at<cv::Vec3f>(70, 50) = cv::Vec3f(200, 200, 200);
  cv::Mat photo(300, 400, CV_8UC1, cv::Scalar(0));
  composite(photo, at, change);
  const cv::Moments moments = cv::moments(photo);
  const cv::Vec2d back = at * cv::Vec3d(moments.m10 / moments.m00, moments.m01 / moments.m00, 1);
  EXPECT_NEAR(back[0], 50, 0.1);
  EXPECT_NEAR(back[1], 70, 0.1);
}

}  // namespace
}  // namespace antifaz
