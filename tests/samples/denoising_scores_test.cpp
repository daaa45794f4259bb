#include "samples/denoising_scores.hpp"

#include <gtest/gtest.h>
#include <torch/types.h>
#include <torch/utils.h>

namespace antifaz {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::vector<cv::Mat> ramps(int brighter) {
  std::vector<cv::Mat> images;
  for (int slope : {2, 5}) {
    cv::Mat image(16, 16, CV_8U);
    for (int x = 0; x < 16; ++x) image.col(x).setTo(slope * x + brighter);
    images.push_back(image);
  }
  return images;
}

TEST(DenoisingScoresTest, RunsOfAMethodAreOneLine) {
  DenoisingScores scores(ramps(20));
  EXPECT_TRUE(scores.add("much", ramps(120)));
  EXPECT_TRUE(scores.add("none", ramps(30)));
  EXPECT_FALSE(scores.add("none", ramps(10)));
  const std::string table = scores.table();
  // 10 of 255 off everywhere: 20 log10(25.5) decibel.
  EXPECT_THAT(table, HasSubstr("28.13"));
  EXPECT_LT(table.find("much"), table.find("none"));
  EXPECT_EQ(table.find("none"), table.rfind("none"));
  EXPECT_THAT(table.substr(table.find("none")), HasSubstr(" to "));
  EXPECT_THAT(table.substr(table.find("much"), table.find("none") - table.find("much")),
              Not(HasSubstr(" to ")));
}

TEST(DenoisingScoresTest, GreyImagesComeBack) {
  const torch::Tensor batch = torch::arange(32).view({2, 1, 4, 4}).to(torch::kFloat32).div(255);
  EXPECT_TRUE(torch::allclose(to_grey_batch(to_grey_images(batch)), batch));
  EXPECT_EQ(to_grey_images(torch::full({1, 1, 2, 2}, 1.5)).front().at<uchar>(0, 0), 255);
}

}  // namespace
}  // namespace antifaz
