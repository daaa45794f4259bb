#pragma once

#include <opencv2/core.hpp>

namespace antifaz {

/// How far two equally large 8-bit BGR images are apart.

/// Peak signal-to-noise ratio over all channels, in dB; infinite for identical images.
double psnr_db(const cv::Mat& left, const cv::Mat& right);

/// Mean structural similarity of the lumas (Wang et al. 2004): 11x11 Gaussian window of sigma 1.5,
/// K1 = 0.01, K2 = 0.03, windows that lie wholly inside. 1 for identical images. Precondition: at
/// least 11 pixels a side.
double ssim(const cv::Mat& left, const cv::Mat& right);

/// CIEDE2000 colour difference of two CIELAB colours (L in 0..100), with kL = kC = kH = 1 (Sharma,
/// Wu and Dalal 2005). About 1 is just noticeable.
double ciede2000(const cv::Vec3d& left, const cv::Vec3d& right);

/// Mean CIEDE2000 over the pixels, taken as sRGB under D65.
double mean_ciede2000(const cv::Mat& left, const cv::Mat& right);

/// Root mean square, over pixels and channels, of the difference after a Gaussian blur of 4 pixels:
/// what encoding an image again adds is nearly gone then, what protection adds is not.
double smooth_change(const cv::Mat& left, const cv::Mat& right);

}  // namespace antifaz
