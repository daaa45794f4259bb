#include "samples/classical_denoising.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <opencv2/photo.hpp>
#include <opencv2/xphoto/dct_image_denoising.hpp>

#include "src/core/number_text.hpp"
#include "src/images/image_quality.hpp"

namespace antifaz {
namespace {

std::string named(const std::string& name, double strength) {
  return name + " " + significant(strength, 6);
}

cv::Mat in_bgr(const cv::Mat& grey) {
  cv::Mat bgr;
  cv::cvtColor(grey, bgr, cv::COLOR_GRAY2BGR);
  return bgr;
}

/// `image` with every brightness replaced by that of `table`, 0 to 255.
template <class Function>
cv::Mat mapped(const cv::Mat& image, Function brightness) {
  cv::Mat table(1, 256, CV_8U), result;
  for (int i = 0; i < 256; ++i) table.at<uchar>(i) = cv::saturate_cast<uchar>(brightness(i));
  cv::LUT(image, table, result);
  return result;
}

}  // namespace

std::vector<ImageFilter> gaussian_filters() {
  std::vector<ImageFilter> filters;
  for (const double sigma :
       {0.4, 0.5, 0.6, 0.7, 0.8, 1.0, 1.2, 1.4, 1.7, 2.0, 2.5, 3.0, 3.5, 4.0, 5.0}) {
    filters.push_back({named("Gaussian", sigma), [=](const cv::Mat& image) {
                         cv::Mat result;
                         cv::GaussianBlur(image, result, {}, sigma);
                         return result;
                       }});
  }
  return filters;
}

std::vector<ImageFilter> median_filters() {
  std::vector<ImageFilter> filters;
  for (const int size : {3, 5, 7, 9, 11, 13, 17}) {
    filters.push_back({named("median", size), [=](const cv::Mat& image) {
                         cv::Mat result;
                         cv::medianBlur(image, result, size);
                         return result;
                       }});
  }
  return filters;
}

std::vector<ImageFilter> non_local_means_filters() {
  constexpr int kSearch = 21;
  std::vector<ImageFilter> filters;
  for (const int patch : {3, 5, 7}) {
    for (const float strength : {10, 15, 20, 25, 30, 40, 50, 65, 80, 100, 130, 170}) {
      const std::string name = named("non-local means", patch) + "x" + std::to_string(patch);
      filters.push_back({named(name + " h", strength), [=](const cv::Mat& image) {
                           cv::Mat result;
                           cv::fastNlMeansDenoising(image, result, strength, patch, kSearch);
                           return result;
                         }});
    }
  }
  return filters;
}

std::vector<ImageFilter> cosine_filters() {
  std::vector<ImageFilter> filters;
  for (const int block : {8, 16}) {
    for (const double deviation :
         {8, 12, 16, 20, 25, 30, 40, 50, 65, 80, 100, 130, 170, 220, 280}) {
      const std::string name = named("cosine transforms", block) + "x" + std::to_string(block);
      filters.push_back({named(name, deviation), [=](const cv::Mat& image) {
                           // OpenCV leaves the last row and column black.
                           cv::Mat larger, result;
                           cv::copyMakeBorder(image, larger, 0, 1, 0, 1, cv::BORDER_REFLECT_101);
                           cv::xphoto::dctDenoising(larger, result, deviation, block);
                           return cv::Mat(result(cv::Rect({0, 0}, image.size())).clone());
                         }});
    }
  }
  return filters;
}

std::vector<ImageFilter> total_variation_filters() {
  constexpr int kIterations = 100;
  std::vector<ImageFilter> filters;
  for (const double fidelity : {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0, 1.3, 1.7}) {
    filters.push_back({named("total variation", fidelity), [=](const cv::Mat& image) {
                         cv::Mat result;
                         cv::denoise_TVL1({image}, result, fidelity, kIterations);
                         return result;
                       }});
  }
  return filters;
}

std::vector<ImageFilter> stabilised(const std::vector<ImageFilter>& filters, double level) {
  const auto stable = [=](double photons) { return 2 * std::sqrt(photons + 3 / 8.0); };
  const double unit = level * 255, most = stable(1 / level);
  std::vector<ImageFilter> all;
  for (const ImageFilter& filter : filters) {
    all.push_back({filter.name + ", stabilised", [=](const cv::Mat& image) {
                     const cv::Mat even =
                         mapped(image, [&](int x) { return 255 * stable(x / unit) / most; });
                     return mapped(filter.apply(even), [&](int y) {
                       const double half = y * most / 255 / 2;
                       return unit * (half * half - 1 / 8.0);  // unbiased for many photons
                     });
                   }});
  }
  return all;
}

double mean_ssim(const std::vector<cv::Mat>& images, const std::vector<cv::Mat>& clean) {
  CV_Assert(images.size() == clean.size() && !clean.empty());
  double sum = 0;
  for (std::size_t i = 0; i < clean.size(); ++i) sum += ssim(in_bgr(images[i]), in_bgr(clean[i]));
  return sum / static_cast<double>(clean.size());
}

ImageFilter best_filter(const std::vector<ImageFilter>& candidates,
                        const std::vector<cv::Mat>& noisy, const std::vector<cv::Mat>& clean) {
  CV_Assert(!candidates.empty());
  const ImageFilter* best = nullptr;
  double highest = 0;
  for (const ImageFilter& filter : candidates) {
    std::vector<cv::Mat> filtered(noisy.size());
    std::transform(noisy.begin(), noisy.end(), filtered.begin(), filter.apply);
    const double score = mean_ssim(filtered, clean);
    if (best && score <= highest) continue;
    best = &filter;
    highest = score;
  }
  return *best;
}

}  // namespace antifaz
