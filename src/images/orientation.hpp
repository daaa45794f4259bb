#pragma once

#include <opencv2/core.hpp>

namespace antifaz {

/// Upright pixels as a file stores them whose EXIF says `orientation`, 1 (upright) to 8. May share
/// the pixels it is given.
cv::Mat as_stored(const cv::Mat& upright, int orientation);

}  // namespace antifaz
