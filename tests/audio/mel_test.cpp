#include "src/audio/mel.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace antifaz {
namespace {

TEST(MelBandsTest, PeakWhereTheMelScalePutsThem) {
  const StftOptions options;
  const MelBands bands(40, options, 8000);
  // Band 19 of 40 is centred 20 / 41 of the way to mel(4000).
  const double mel = 2595 * std::log10(1 + 4000 / 700.0) * 20 / 41;
  const double hertz = 700 * (std::pow(10, mel / 2595) - 1);
  cv::Mat power = cv::Mat::zeros(1, options.bins(), CV_32F);
  power.at<float>(0, static_cast<int>(std::lround(hertz / 31.25))) = 1;
  const cv::Mat energies = bands.log_energies(power);
  cv::Point strongest;
  cv::minMaxLoc(energies, nullptr, nullptr, nullptr, &strongest);
  EXPECT_EQ(strongest.x, 19);
  EXPECT_NEAR(energies.at<float>(0, 0), std::log(1e-8), 1e-5);
}

TEST(MelBandsTest, AFlatGainIsTheSameInEveryBin) {
  const StftOptions options;
  for (const int count : {20, 40}) {
    const MelBands bands(count, options, 8000);
    const cv::Mat gain = bands.to_bins(cv::Mat(3, count, CV_32F, cv::Scalar(0.25)));
    ASSERT_EQ(gain.size(), cv::Size(options.bins(), 3));
    for (int k = 0; k < gain.cols; ++k) EXPECT_NEAR(gain.at<float>(2, k), 0.25, 1e-6) << k;
  }
}

TEST(MelBandsTest, AGainStaysInItsBand) {
  const StftOptions options;
  const MelBands bands(40, options, 8000);
  cv::Mat gain = cv::Mat::zeros(1, 40, CV_32F);
  gain.at<float>(0, 30) = 1;
  const cv::Mat bins = bands.to_bins(gain);
  EXPECT_GT(cv::sum(bins)[0], 1);
  EXPECT_EQ(bins.at<float>(0, 10), 0);
  EXPECT_EQ(bins.at<float>(0, options.bins() - 1), 0);
}

TEST(WithContextTest, RepeatsTheEdges) {
  const cv::Mat frames = (cv::Mat_<float>(3, 2) << 1, 2, 3, 4, 5, 6);
  const cv::Mat expected =
      (cv::Mat_<float>(3, 6) << 1, 2, 1, 2, 3, 4, 1, 2, 3, 4, 5, 6, 3, 4, 5, 6, 5, 6);
  EXPECT_EQ(cv::norm(with_context(frames, 3), expected), 0);
}

}  // namespace
}  // namespace antifaz
