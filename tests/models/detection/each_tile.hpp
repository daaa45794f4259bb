#pragma once

#include <functional>
#include <opencv2/core.hpp>
#include <vector>

#include "models/detection/search_photo.hpp"

namespace antifaz::testing {

/// Looks at one tile after another.
inline TileLook each(const std::function<std::vector<Face>(const cv::Mat&)>& find) {
  return [find](const std::vector<cv::Mat>& tiles) {
    std::vector<std::vector<Face>> found;
    for (const cv::Mat& tile : tiles) found.push_back(find(tile));
    return found;
  };
}

}  // namespace antifaz::testing
