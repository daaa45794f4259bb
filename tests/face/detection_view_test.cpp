#include "src/face/detection_view.hpp"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

namespace antifaz {
namespace {

TEST(DetectionView, LeavesAPhotographAloneThatNeedsNothing) {
  const cv::Mat photo(30, 40, CV_8UC3, cv::Scalar::all(9));
  const DetectionView view(photo, 1, 0);
  EXPECT_EQ(view.image().data, photo.data);
  EXPECT_EQ(view.to_photo(cv::Point2f(3, 4)), cv::Point2f(3, 4));
}

/// A bright pixel block is found again where it was, whatever the view did to the photograph.
TEST(DetectionView, TakesPointsBackToThePhotograph) {
  cv::Mat photo(60, 80, CV_8UC1, cv::Scalar::all(0));
  const cv::Rect spot(40, 20, 8, 8);
  photo(spot).setTo(255);
  const cv::Point2f middle(43.5f, 23.5f);
  for (const double scale : {0.5, 1.0, 2.0, 3.3}) {
    for (const double border : {0.0, 0.3}) {
      const DetectionView view(photo, scale, border);
      const cv::Moments moments = cv::moments(view.image());
      const cv::Point2f seen(static_cast<float>(moments.m10 / moments.m00),
                             static_cast<float>(moments.m01 / moments.m00));
      EXPECT_LT(cv::norm(view.to_photo(seen) - middle), 0.1) << scale << " " << border;
    }
  }
}

TEST(DetectionView, TheBorderIsAShareOfTheLongerSide) {
  const DetectionView view(cv::Mat::zeros(20, 100, CV_8UC3), 1, 0.25);
  EXPECT_EQ(view.image().size(), cv::Size(150, 70));
}

TEST(DetectionView, NeverShrinksToNothing) {
  EXPECT_EQ(DetectionView(cv::Mat::zeros(1, 1000, CV_8UC3), 0.01, 0).image().size(),
            cv::Size(10, 1));
}

}  // namespace
}  // namespace antifaz
