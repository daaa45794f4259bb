#include "pipelines/evaluate/collect_scores.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "pipelines/examined_photo.hpp"
#include "pipelines/measures/quality_means.hpp"
#include "pipelines/progress_meter.hpp"
#include "src/core/error.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

void check_common_files(const CollectOptions& options) {
  const auto is_common = [&](const ManifestRow& row) {
    return fs::exists(options.originals.file(row)) &&
           fs::exists(options.protected_folder / row.path);
  };
  const auto& rows = options.originals.rows;
  if (std::none_of(rows.begin(), rows.end(), is_common)) {
    throw Error(options.protected_folder, "holds no file of the manifest of '" +
                                              options.originals.folder.string() +
                                              "'; give the folder that `anonymize` wrote");
  }
}

class Collection {
 public:
  Collection(const CollectOptions& options, FaceDetector& detector, const Judges& judges,
             Observer& observer)
      : options_(options),
        detector_(detector),
        judges_(judges),
        observer_(observer),
        images_(options.originals.rows.size()),
        keeper_(options.keep, options.originals) {
    collected_.originals.resize(images_);
    collected_.protecteds.resize(images_);
    collected_.change.resize(images_, std::numeric_limits<double>::quiet_NaN());
  }

  Collected run() {
    ProgressMeter meter(observer_, "evaluate", images_);
    for (std::size_t next = 0; next < images_;) {
      if (observer_.wants_stop()) {
        throw Stopped("stopped after " + std::to_string(next) + " of " + std::to_string(images_) +
                      " images; nothing was kept, run the evaluation again");
      }
      const std::size_t done = batch(next);
      next += done;
      meter.advance(done);
    }
    collected_.quality = quality_.means();
    collected_.kept = keeper_.take();
    return std::move(collected_);
  }

 private:
  // Main faces of a batch in either version, and whose they are.
  struct Waiting {
    std::vector<FaceView> views;
    struct Owner {
      std::size_t row;
      bool changed;
    };
    std::vector<Owner> owners;
  };

  /// Scores a batch from row `next` on. Returns how many rows it took.
  std::size_t batch(std::size_t next) {
    Waiting waiting;
    std::size_t taken = 0, bytes = 0;
    while (next + taken < images_ && taken < options_.batch && bytes < kBatchBytes) {
      bytes += look_at(next + taken, waiting);
      ++taken;
    }
    score(waiting);
    return taken;
  }

  /// Without doubtful faces: a judge's answer about a hand says nothing.
  ExaminedPhoto sure_of(const fs::path& file) {
    ExaminedPhoto seen = examine(file, detector_);
    seen.faces = sure_faces(std::move(seen.faces));
    return seen;
  }

  std::size_t look_at(std::size_t i, Waiting& waiting) {
    const ManifestRow& row = options_.originals.rows[i];
    const ExaminedPhoto original = sure_of(options_.originals.file(row));
    const bool has_original = acquire(original, i, false, waiting);
    const fs::path file = options_.protected_folder / row.path;
    if (!fs::exists(file)) {
      ++collected_.missing_protected;
      problem(row, "has no protected version");
      return original.bytes();
    }
    const ExaminedPhoto changed = sure_of(file);
    const bool has_changed = acquire(changed, i, true, waiting);
    if (!has_original || changed.bgr.empty()) return original.bytes() + changed.bytes();
    if (original.bgr.size() != changed.bgr.size()) {
      problem(row, "the two versions differ in size; their quality was not measured");
    } else {
      collected_.change[i] = quality_.add(original.bgr, changed.bgr, main_face_of(original));
      if (has_changed) {
        keeper_.add(i, original.bgr, changed.bgr, main_face_of(changed).landmarks);
      }
    }
    return original.bytes() + changed.bytes();
  }

  /// True where the photograph shows a face; its main one then waits for the judges.
  bool acquire(const ExaminedPhoto& seen, std::size_t i, bool changed, Waiting& waiting) {
    const ManifestRow& row = options_.originals.rows[i];
    const std::string version = changed ? "the protected version" : "the original";
    if (!seen.fault.empty()) {
      ++collected_.unreadable;
      problem(row, version + ": " + seen.fault);
      return false;
    }
    if (seen.faces.empty()) {
      ++(changed ? collected_.no_face_protected : collected_.no_face_original);
      problem(row, "no face found in " + version);
      return false;
    }
    const Face& face = main_face_of(seen);
    waiting.views.push_back({seen.bgr, face.landmarks, face.box});
    waiting.owners.push_back({i, changed});
    return true;
  }

  static const Face& main_face_of(const ExaminedPhoto& seen) {
    return seen.faces[main_face(seen.faces, seen.bgr.size())];
  }

  void score(const Waiting& waiting) {
    if (waiting.views.empty()) return;
    std::vector<FaceScores> scores(waiting.views.size());
    for (const auto& judge : judges_.classifiers) {
      const std::vector<double> male = judge.box->probability_male(waiting.views);
      for (std::size_t i = 0; i < scores.size(); ++i) {
        if (!std::isfinite(male.at(i))) throw no_number(judge.box->name(), waiting.owners[i].row);
        scores[i].male.push_back(male[i]);
      }
    }
    for (const auto& judge : judges_.matchers) {
      if (!options_.embed) break;
      const cv::Mat embeddings = judge.box->embed(waiting.views);
      for (std::size_t i = 0; i < scores.size(); ++i) {
        const cv::Mat row = embeddings.row(static_cast<int>(i));
        if (!cv::checkRange(row)) throw no_number(judge.box->name(), waiting.owners[i].row);
        scores[i].embeddings.push_back(row.clone());
      }
    }
    for (std::size_t i = 0; i < scores.size(); ++i) {
      const auto [row, changed] = waiting.owners[i];
      (changed ? collected_.protecteds : collected_.originals)[row] = std::move(scores[i]);
    }
  }

  Error no_number(const std::string& judge, std::size_t row) const {
    return Error(options_.originals.rows[row].path,
                 "judge '" + judge + "' gave no number for its face; check its description");
  }

  void problem(const ManifestRow& row, const std::string& what) {
    collected_.problems.push_back(row.path.string() + ": " + what);
    observer_.message(collected_.problems.back());
  }

  const CollectOptions& options_;
  FaceDetector& detector_;
  const Judges& judges_;
  Observer& observer_;
  const std::size_t images_;
  Collected collected_;
  QualityMeans quality_;
  FaceKeeper keeper_;
};

}  // namespace

Collected collect_scores(const CollectOptions& options, FaceDetector& detector,
                         const Judges& judges, Observer& observer) {
  if (options.batch == 0) throw Error("the batch must be at least 1");
  check_common_files(options);
  return Collection(options, detector, judges, observer).run();
}

}  // namespace antifaz
