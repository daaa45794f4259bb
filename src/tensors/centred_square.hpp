#pragma once

#include <opencv2/core.hpp>

namespace antifaz {

/// The largest centred square of an image of any depth and channels, resized to `side`.
cv::Mat centred_square(const cv::Mat& image, int side);

}  // namespace antifaz
