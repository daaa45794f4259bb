#include "src/images/image_quality.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace antifaz {
namespace {

cv::Mat flat(int blue, int green, int red, int side = 16) {
  return cv::Mat(side, side, CV_8UC3, cv::Scalar(blue, green, red));
}

TEST(PsnrTest, FollowsFromTheMeanSquaredError) {
  EXPECT_NEAR(psnr_db(flat(10, 10, 10), flat(20, 20, 20)), 20 * std::log10(25.5), 1e-9);
  // One channel of three: a third of the error.
  EXPECT_NEAR(psnr_db(flat(10, 10, 10), flat(20, 10, 10)),
              20 * std::log10(25.5) + 10 * std::log10(3), 1e-9);
  EXPECT_TRUE(std::isinf(psnr_db(flat(1, 2, 3), flat(1, 2, 3))));
}

TEST(SsimTest, IsOneForIdenticalImagesOnly) {
  cv::Mat noise(40, 40, CV_8UC3);
  cv::RNG(7).fill(noise, cv::RNG::UNIFORM, 0, 256);
  EXPECT_NEAR(ssim(noise, noise), 1, 1e-12);
  cv::Mat inverse = cv::Scalar::all(255) - noise;
  EXPECT_LT(ssim(noise, inverse), 0);
}

TEST(SsimTest, OfFlatImagesIsTheLumaTerm) {
  const double c1 = 6.5025;  // (0.01 * 255)^2; without any structure the second term is 1
  EXPECT_NEAR(ssim(flat(100, 100, 100), flat(120, 120, 120)),
              (2 * 100 * 120 + c1) / (100 * 100 + 120 * 120 + c1), 1e-9);
}

TEST(SsimTest, OfStripesHalvedInContrast) {
  // Stripes a pixel wide, 100 +- 20 and 100 +- 10: the means are 100 (nearly, the window's even
  // and odd weights differ by 1e-5), the variances v and v / 4, the covariance v / 2.
  cv::Mat strong(32, 32, CV_8UC3), weak(32, 32, CV_8UC3);
  for (int x = 0; x < 32; ++x) {
    strong.col(x).setTo(cv::Scalar::all(x % 2 ? 120 : 80));
    weak.col(x).setTo(cv::Scalar::all(x % 2 ? 110 : 90));
  }
  const double c2 = 58.5225;  // (0.03 * 255)^2
  EXPECT_NEAR(ssim(strong, weak), (2 * 200 + c2) / (400 + 100 + c2), 1e-3);
}

// Sharma, Wu and Dalal 2005, table 1: all their pairs, which exercise every branch.
TEST(Ciede2000Test, AgreesWithSharmasPairs) {
  const struct {
    cv::Vec3d left, right;
    double difference;
  } pairs[] = {
      {{50, 2.6772, -79.7751}, {50, 0, -82.7485}, 2.0425},
      {{50, 3.1571, -77.2803}, {50, 0, -82.7485}, 2.8615},
      {{50, 2.8361, -74.0200}, {50, 0, -82.7485}, 3.4412},
      {{50, -1.3802, -84.2814}, {50, 0, -82.7485}, 1.0000},
      {{50, -1.1848, -84.8006}, {50, 0, -82.7485}, 1.0000},
      {{50, -0.9009, -85.5211}, {50, 0, -82.7485}, 1.0000},
      {{50, 0, 0}, {50, -1, 2}, 2.3669},
      {{50, -1, 2}, {50, 0, 0}, 2.3669},
      {{50, 2.4900, -0.0010}, {50, -2.4900, 0.0009}, 7.1792},
      {{50, 2.4900, -0.0010}, {50, -2.4900, 0.0010}, 7.1792},
      {{50, 2.4900, -0.0010}, {50, -2.4900, 0.0011}, 7.2195},
      {{50, 2.4900, -0.0010}, {50, -2.4900, 0.0012}, 7.2195},
      {{50, -0.0010, 2.4900}, {50, 0.0009, -2.4900}, 4.8045},
      {{50, -0.0010, 2.4900}, {50, 0.0010, -2.4900}, 4.8045},
      {{50, -0.0010, 2.4900}, {50, 0.0011, -2.4900}, 4.7461},
      {{50, 2.5, 0}, {50, 0, -2.5}, 4.3065},
      {{50, 2.5, 0}, {73, 25, -18}, 27.1492},
      {{50, 2.5, 0}, {61, -5, 29}, 22.8977},
      {{50, 2.5, 0}, {56, -27, -3}, 31.9030},
      {{50, 2.5, 0}, {58, 24, 15}, 19.4535},
      {{50, 2.5, 0}, {50, 3.1736, 0.5854}, 1.0000},
      {{50, 2.5, 0}, {50, 3.2972, 0}, 1.0000},
      {{50, 2.5, 0}, {50, 1.8634, 0.5757}, 1.0000},
      {{50, 2.5, 0}, {50, 3.2592, 0.3350}, 1.0000},
      {{60.2574, -34.0099, 36.2677}, {60.4626, -34.1751, 39.4387}, 1.2644},
      {{63.0109, -31.0961, -5.8663}, {62.8187, -29.7946, -4.0864}, 1.2630},
      {{61.2901, 3.7196, -5.3901}, {61.4292, 2.2480, -4.9620}, 1.8731},
      {{35.0831, -44.1164, 3.7933}, {35.0232, -40.0716, 1.5901}, 1.8645},
      {{22.7233, 20.0904, -46.6940}, {23.0331, 14.9730, -42.5619}, 2.0373},
      {{36.4612, 47.8580, 18.3852}, {36.2715, 50.5065, 21.2231}, 1.4146},
      {{90.8027, -2.0831, 1.4410}, {91.1528, -1.6435, 0.0447}, 1.4441},
      {{90.9257, -0.5406, -0.9208}, {88.6381, -0.8985, -0.7239}, 1.5381},
      {{6.7747, -0.2908, -2.4247}, {5.8714, -0.0985, -2.2286}, 0.6377},
      {{2.0776, 0.0795, -1.1350}, {0.9033, -0.0636, -0.5514}, 0.9082},
  };
  for (const auto& pair : pairs) {
    EXPECT_NEAR(ciede2000(pair.left, pair.right), pair.difference, 5e-5) << pair.left << pair.right;
    EXPECT_NEAR(ciede2000(pair.right, pair.left), pair.difference, 5e-5) << pair.right << pair.left;
  }
}

TEST(Ciede2000Test, OfImagesIsTheMeanOverPixels) {
  // Black and white are L = 0 and 100: at the middle lightness 50 the weight is 1.
  cv::Mat half = flat(0, 0, 0);
  half.rowRange(0, 8).setTo(cv::Scalar::all(255));
  EXPECT_NEAR(mean_ciede2000(flat(0, 0, 0), half), 50, 0.05);
  EXPECT_EQ(mean_ciede2000(half, half), 0);
}

TEST(Ciede2000Test, KnowsBlueFromRed) {
  // sRGB red (53.24, 80.09, 67.20) and blue (32.30, 79.19, -107.86) under D65.
  EXPECT_NEAR(mean_ciede2000(flat(0, 0, 255), flat(255, 0, 0)),
              ciede2000({53.24, 80.09, 67.20}, {32.30, 79.19, -107.86}), 0.1);
}

}  // namespace
}  // namespace antifaz
