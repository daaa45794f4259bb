#include "pipelines/prepare/prepare.hpp"

#include <map>

#include "pipelines/examined_photo.hpp"
#include "pipelines/progress_meter.hpp"
#include "src/core/error.hpp"
#include "src/data/image_io.hpp"
#include "src/face/alignment.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

void make_empty_folder(const fs::path& folder) {
  std::error_code problem;
  fs::create_directories(folder, problem);
  if (!problem && fs::is_directory(folder) && !fs::is_empty(folder, problem) && !problem) {
    throw Error(folder, "holds something already; give a new or empty folder");
  }
  if (problem) throw Error(folder, "can't be used as a folder (" + problem.message() + ")");
}

fs::path chip_path(const ManifestRow& row) { return fs::path(row.path).replace_extension(".png"); }

// Only the extension may differ between two images of one folder.
void refuse_collisions(const Manifest& input) {
  std::map<fs::path, fs::path> sources;
  for (const ManifestRow& row : input.rows) {
    const auto [first, fresh] = sources.emplace(chip_path(row).lexically_normal(), row.path);
    if (fresh) continue;
    throw Error(input.folder, "'" + first->second.string() + "' and '" + row.path.string() +
                                  "' would both become '" + first->first.string() +
                                  "'; rename one");
  }
}

}  // namespace

PrepareReport prepare(const PrepareOptions& options, FaceDetector& detector, Observer& observer) {
  const Manifest& input = options.input;
  if (input.rows.empty()) throw Error(input.folder, "the manifest has no rows");
  refuse_collisions(input);
  make_empty_folder(options.output);

  PrepareReport report;
  Manifest chips{options.output, input.extra_columns, {}};
  ProgressMeter meter(observer, "prepare", input.rows.size());
  for (const ManifestRow& row : input.rows) {
    const ExaminedPhoto seen = examine(input.file(row), detector);
    if (seen.faces.empty()) {
      const std::string reason = seen.fault.empty() ? "no face found" : seen.fault;
      report.problems.push_back(row.path.string() + ": " + reason);
      observer.message(report.problems.back());
    } else {
      const Face& face = seen.faces[main_face(seen.faces, seen.bgr.size())];
      ManifestRow chip = row;
      chip.path = chip_path(row);
      fs::create_directories(chips.file(chip).parent_path());
      write_photo(cut_chip(seen.bgr, chip_transform(face.landmarks)), chips.file(chip));
      chips.rows.push_back(std::move(chip));
      ++report.written;
    }
    meter.advance(1);
  }
  write_manifest(chips, options.output / "manifest.csv");
  return report;
}

}  // namespace antifaz
