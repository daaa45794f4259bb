#include "pipelines/prepare/prepare.hpp"

#include <map>
#include <utility>

#include "pipelines/examined_photo.hpp"
#include "pipelines/progress_meter.hpp"
#include "src/core/error.hpp"
#include "src/core/files.hpp"
#include "src/face/alignment.hpp"
#include "src/images/image_io.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

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

void stop_if_wanted(const Observer& observer, const fs::path& output) {
  if (!observer.wants_stop()) return;
  throw Stopped("stopped: the chips in '" + output.string() +
                "' are not all; remove the folder and prepare it again");
}

}  // namespace

PrepareReport prepare(const PrepareJob& job, Observer& observer) {
  expect_new_folder(job.output);
  const Import import = read_data_set(job.data);
  for (const std::string& note : import.notes) observer.message(note);
  for (const std::string& problem : import.problems) observer.message(problem);
  const auto detector = make_detector(job.detector);
  PrepareReport report = prepare(import.manifest, job.output, *detector, observer);
  report.problems.insert(report.problems.begin(), import.problems.begin(), import.problems.end());
  return report;
}

PrepareReport prepare(const Manifest& input, const fs::path& output, FaceDetector& detector,
                      Observer& observer) {
  expect_new_folder(output);
  if (input.rows.empty()) throw Error(input.folder, "the manifest has no rows");
  refuse_collisions(input);
  fs::create_directories(output);

  PrepareReport report;
  Manifest chips{output, input.extra_columns, {}};
  ProgressMeter meter(observer, "prepare", input.rows.size());
  for (const ManifestRow& row : input.rows) {
    stop_if_wanted(observer, output);
    ExaminedPhoto seen = examine(input.file(row), detector);
    seen.faces = sure_faces(std::move(seen.faces));  // nobody should learn from hands
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
  write_manifest(chips, output / "manifest.csv");
  return report;
}

}  // namespace antifaz
