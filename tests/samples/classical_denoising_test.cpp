#include "samples/classical_denoising.hpp"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>
#include <random>

namespace antifaz {
namespace {

/// Discs and bars in grey.
cv::Mat picture() {
  cv::Mat image(64, 64, CV_8U, cv::Scalar(60));
  cv::circle(image, {24, 28}, 14, cv::Scalar(200), cv::FILLED);
  cv::rectangle(image, {40, 8, 12, 48}, cv::Scalar(130), cv::FILLED);
  return image;
}

std::vector<cv::Mat> with_noise(const std::vector<cv::Mat>& clean, double deviation) {
  cv::RNG random(5);
  std::vector<cv::Mat> noisy;
  for (const cv::Mat& image : clean) {
    cv::Mat sum, noise(image.size(), CV_32F);
    random.fill(noise, cv::RNG::NORMAL, 0, deviation);
    cv::add(image, noise, sum, cv::noArray(), CV_8U);
    noisy.push_back(sum);
  }
  return noisy;
}

std::vector<cv::Mat> filtered(const ImageFilter& filter, const std::vector<cv::Mat>& images) {
  std::vector<cv::Mat> result;
  for (const cv::Mat& image : images) result.push_back(filter.apply(image));
  return result;
}

TEST(ClassicalDenoisingTest, TheBestOfEachFamilyBeatsTheNoisyImage) {
  const std::vector<cv::Mat> clean{picture()}, noisy = with_noise(clean, 30);
  const double before = mean_ssim(noisy, clean);
  for (const auto& family : {gaussian_filters(), median_filters(), non_local_means_filters(),
                             cosine_filters(), total_variation_filters()}) {
    const ImageFilter best = best_filter(family, noisy, clean);
    const double after = mean_ssim(filtered(best, noisy), clean);
    EXPECT_GT(after, before + 0.2) << best.name;
    for (const ImageFilter& other : family) {
      EXPECT_GE(after, mean_ssim(filtered(other, noisy), clean)) << best.name << other.name;
    }
  }
}

TEST(ClassicalDenoisingTest, EveryFilterLeavesAnEvenImageUpToItsBorder) {
  const cv::Mat even(32, 24, CV_8U, cv::Scalar(120));
  for (const auto& family : {gaussian_filters(), median_filters(), non_local_means_filters(),
                             cosine_filters(), total_variation_filters()}) {
    const cv::Mat result = family[family.size() / 3].apply(even);
    ASSERT_EQ(result.size(), even.size()) << family.front().name;
    EXPECT_LE(cv::norm(result, even, cv::NORM_INF), 2) << family.front().name;
  }
}

TEST(ClassicalDenoisingTest, NonLocalMeansKeepsEdgesThatAGaussianFilterBlurs) {
  const std::vector<cv::Mat> clean{picture()}, noisy = with_noise(clean, 20);
  const auto best = [&](const std::vector<ImageFilter>& family) {
    return mean_ssim(filtered(best_filter(family, noisy, clean), noisy), clean);
  };
  EXPECT_GT(best(non_local_means_filters()), best(gaussian_filters()));
}

TEST(ClassicalDenoisingTest, MoreNoiseNeedsAWiderFilter) {
  const std::vector<cv::Mat> clean{picture()};
  const std::string gentle = best_filter(gaussian_filters(), with_noise(clean, 5), clean).name;
  const std::string strong = best_filter(gaussian_filters(), with_noise(clean, 80), clean).name;
  EXPECT_LT(std::stod(gentle.substr(gentle.find(' '))), std::stod(strong.substr(strong.find(' '))));
}

TEST(ClassicalDenoisingTest, StabilisingLeavesAnImageAndHelpsWherePhotonsAreCounted) {
  constexpr double kLevel = 0.1;  // ten photons at full brightness
  const ImageFilter none{"none", [](const cv::Mat& image) { return image.clone(); }};
  const std::vector<cv::Mat> clean{picture()};
  const cv::Mat same = stabilised({none}, kLevel).front().apply(clean.front());
  const double bias = kLevel * 255 / 4;  // of the inverse, a quarter of a photon: noise makes up
  EXPECT_LE(cv::norm(same, clean.front() + cv::Scalar(bias), cv::NORM_INF), 2);

  std::default_random_engine random(5);
  cv::Mat counted = picture();
  for (uchar& pixel : cv::Mat_<uchar>(counted)) {
    std::poisson_distribution<int> photons(pixel / 255.0 / kLevel);
    pixel = cv::saturate_cast<uchar>(photons(random) * kLevel * 255);
  }
  const auto best = [&](const std::vector<ImageFilter>& family) {
    return mean_ssim(filtered(best_filter(family, {counted}, clean), {counted}), clean);
  };
  EXPECT_GT(best(stabilised(cosine_filters(), kLevel)), best(cosine_filters()));
}

TEST(ClassicalDenoisingTest, MeanSsimOfEqualImagesIsOne) {
  EXPECT_NEAR(mean_ssim({picture(), picture()}, {picture(), picture()}), 1, 1e-12);
}

}  // namespace
}  // namespace antifaz
