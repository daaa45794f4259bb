#pragma once

#include <opencv2/core.hpp>
#include <string>
#include <vector>

namespace antifaz {

/// Where each code lies on a plane.
struct CodeMap {
  std::vector<cv::Point2f> places;  ///< [N]: the first two principal components
  double explained = 0;             ///< share of the codes' variance that the plane shows
};

/// What the page says and shows of each code.
struct MapPage {
  std::string title;
  CodeMap map;
  std::vector<cv::Mat> thumbnails;  ///< 8-bit BGR, [N]
  std::vector<std::string> names;   ///< [N]
  std::vector<std::string> classes;
  std::vector<int> labels;  ///< [N], or empty: no labels
};

/// A scatter of thumbnails, framed by label, as one HTML page that loads nothing from elsewhere,
/// follows the reader's light or dark scheme, and can be moved and zoomed where scripts run.
std::string map_page(const MapPage& page);

}  // namespace antifaz
