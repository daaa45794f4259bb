#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "pipelines/gallery_face.hpp"

namespace antifaz {

/// Where a report goes; empty: not written.
struct ReportFiles {
  std::filesystem::path json, csv, html;
};

/// To be asked before the evaluation. Throws `Error` where a file can't be written, or two are one.
void expect_writable(const ReportFiles& files);

/// Writes the report (docs/report-schema.md) to each file that has a name; the page shows the
/// gallery. Throws `Error`.
void write_report(const ReportFiles& files, const nlohmann::json& report,
                  const std::vector<GalleryFace>& gallery);

}  // namespace antifaz
