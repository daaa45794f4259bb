#pragma once

#include <opencv2/core.hpp>
#include <string_view>

namespace antifaz {

/// Orientation tag of an EXIF block (with or without its "Exif\0\0" prefix): 1 to 8, 1 (upright)
/// where the block is empty, broken or says nothing.
int exif_orientation(std::string_view exif);

/// The upright image of pixels stored with an EXIF orientation of 1 to 8 (CIPA DC-008, 4.6.4.A).
cv::Mat upright(const cv::Mat& stored, int orientation);

}  // namespace antifaz
