#pragma once

#include <opencv2/core.hpp>
#include <string>

namespace antifaz {

/// A face to show: the same crop of both versions, 8-bit BGR of equal size.
struct GalleryFace {
  std::string path;
  cv::Mat original, changed;
};

}  // namespace antifaz
