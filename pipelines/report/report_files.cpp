#include "pipelines/report/report_files.hpp"

#include <map>

#include "pipelines/report/report_figures.hpp"
#include "pipelines/report/report_page.hpp"
#include "src/core/error.hpp"
#include "src/core/files.hpp"
#include "src/core/json_text.hpp"

namespace antifaz {

namespace fs = std::filesystem;

void expect_writable(const ReportFiles& files) {
  std::map<fs::path, fs::path> taken;
  for (const fs::path& file : {files.json, files.csv, files.html}) {
    if (file.empty()) continue;
    expect_writable(file);
    const auto [other, is_new] = taken.emplace(fs::weakly_canonical(file), file);
    if (!is_new) {
      throw Error(file, "is to be two reports in one (also as '" + other->second.string() +
                            "'); name two files");
    }
  }
}

void write_report(const ReportFiles& files, const nlohmann::json& report,
                  const std::vector<GalleryFace>& gallery) {
  if (!files.json.empty()) write_atomically(files.json, json_text(report));
  if (!files.csv.empty()) write_atomically(files.csv, to_csv(report_figures(report)));
  if (!files.html.empty()) write_atomically(files.html, report_page(report, gallery));
}

}  // namespace antifaz
