#pragma once

#include <opencv2/core.hpp>
#include <string>
#include <vector>

namespace antifaz {

/// What decides where a code lies.
enum class MapKind {
  kComponents,  ///< its first two principal components
  kTsne         ///< t-SNE: its neighbours
};

/// Where each code lies on a plane.
struct CodeMap {
  std::vector<cv::Point2f> places;  ///< [N]
  double explained = 0;  ///< of components: share of the codes' variance that the plane shows
  MapKind kind = MapKind::kComponents;
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
