#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "pipelines/gallery_face.hpp"

namespace antifaz {

/// The evaluation report (docs/report-schema.md) as one HTML page that needs nothing else: styles,
/// scripts, pictures and the JSON itself are in it, and its content security policy forbids any
/// request. Tables stand in the HTML; only charts need JavaScript. An empty gallery shows no face.
std::string report_page(const nlohmann::json& report, const std::vector<GalleryFace>& gallery);

}  // namespace antifaz
