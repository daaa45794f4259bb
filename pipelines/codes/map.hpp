#pragma once

#include <opencv2/core.hpp>

#include "models/codes/labelled_codes.hpp"

namespace antifaz {

/// Where each code lies on a plane.
struct CodeMap {
  at::Tensor places;     ///< float32 [N, 2]: the first two principal components
  double explained = 0;  ///< share of the codes' variance that the plane shows
};

/// Throws `Error` for fewer than three codes or codes of one number.
CodeMap map_codes(const at::Tensor& codes);

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
