#pragma once

#include <nlohmann/json_fwd.hpp>
#include <opencv2/core.hpp>
#include <string>
#include <vector>

namespace antifaz {

/// A face to show: the same crop of both versions, 8-bit BGR of equal size.
struct GalleryFace {
  std::string path;
  cv::Mat original, changed;
};

/// The evaluation report (docs/report-schema.md) as one HTML page that needs nothing else: styles,
/// scripts, pictures and the JSON itself are in it, and its content security policy forbids any
/// request. Tables stand in the HTML; only charts need JavaScript. An empty gallery shows no face.
std::string report_page(const nlohmann::json& report, const std::vector<GalleryFace>& gallery);

}  // namespace antifaz
