#pragma once

#include <functional>
#include <opencv2/core.hpp>
#include <string>
#include <vector>

namespace antifaz {

/// A way to remove noise that was not trained. 8-bit grey images in and out.
struct ImageFilter {
  std::string name;  ///< with its strength, "median 5x5"
  std::function<cv::Mat(const cv::Mat&)> apply;
};

/// Gaussian filters of several widths, median filters of several sizes, non-local means (Buades et
/// al. 2005), thresholded cosine transforms of overlapping blocks (Yu & Sapiro 2011) and total
/// variation (Chambolle & Pock 2011) of several strengths.
std::vector<ImageFilter> gaussian_filters();
std::vector<ImageFilter> median_filters();
std::vector<ImageFilter> non_local_means_filters();
std::vector<ImageFilter> cosine_filters();
std::vector<ImageFilter> total_variation_filters();

/// The same filters between the transform of Anscombe 1948 and its inverse: noise of counted
/// photons, 1 / `level` at full brightness, is then about as strong everywhere.
std::vector<ImageFilter> stabilised(const std::vector<ImageFilter>& filters, double level);

/// Mean SSIM of 8-bit grey images with their clean versions. Precondition: equally many, not none.
double mean_ssim(const std::vector<cv::Mat>& images, const std::vector<cv::Mat>& clean);

/// The filter whose results are nearest to the clean images by mean SSIM, so that a classical
/// method is compared at its best. Tune on other images than those it is judged by.
ImageFilter best_filter(const std::vector<ImageFilter>& candidates,
                        const std::vector<cv::Mat>& noisy, const std::vector<cv::Mat>& clean);

}  // namespace antifaz
