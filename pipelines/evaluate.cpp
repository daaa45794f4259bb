#include "pipelines/evaluate.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "pipelines/compare_scores.hpp"
#include "pipelines/examined_photo.hpp"
#include "pipelines/progress_meter.hpp"
#include "pipelines/quality_means.hpp"
#include "src/core/error.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

void check_common_files(const EvaluateOptions& options) {
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

class Evaluation {
 public:
  Evaluation(const EvaluateOptions& options, FaceDetector& detector,
             const std::vector<Judge<GenderClassifier>>& classifiers,
             const std::vector<Judge<FaceMatcher>>& matchers, Observer& observer)
      : options_(options),
        detector_(detector),
        classifiers_(classifiers),
        matchers_(matchers),
        observer_(observer) {
    report_.images = options.originals.rows.size();
    scores_.originals.resize(report_.images);
    scores_.protecteds.resize(report_.images);
  }

  EvaluateReport run() {
    ProgressMeter meter(observer_, "evaluate", report_.images);
    for (std::size_t next = 0; next < report_.images;) {
      const std::size_t done = batch(next);
      next += done;
      meter.advance(done);
    }
    for (const ManifestRow& row : options_.originals.rows) {
      if (!row.gender) ++report_.unlabelled;
    }
    compare();
    report_.quality = quality_.means();
    report_.seconds = meter.seconds();
    return std::move(report_);
  }

 private:
  // Main faces of a batch in either version, and whose they are.
  struct Waiting {
    std::vector<FaceView> views;
    std::vector<std::optional<FaceScores>*> owners;
  };

  /// Scores a batch from row `next` on. Returns how many rows it took.
  std::size_t batch(std::size_t next) {
    Waiting waiting;
    std::size_t taken = 0, bytes = 0;
    while (next + taken < report_.images && taken < options_.batch && bytes < kBatchBytes) {
      bytes += look_at(next + taken, waiting);
      ++taken;
    }
    score(waiting);
    return taken;
  }

  std::size_t look_at(std::size_t i, Waiting& waiting) {
    const ManifestRow& row = options_.originals.rows[i];
    const ExaminedPhoto original = examine(options_.originals.file(row), detector_);
    const bool has_original = acquire(original, row, "the original", report_.no_face_original,
                                      scores_.originals[i], waiting);
    const fs::path file = options_.protected_folder / row.path;
    if (!fs::exists(file)) {
      ++report_.missing_protected;
      problem(row, "has no protected version");
      return original.bytes();
    }
    const ExaminedPhoto changed = examine(file, detector_);
    acquire(changed, row, "the protected version", report_.no_face_protected, scores_.protecteds[i],
            waiting);
    if (has_original && !changed.bgr.empty()) {
      if (original.bgr.size() == changed.bgr.size()) {
        quality_.add(original.bgr, changed.bgr, main_face_of(original));
      } else {
        problem(row, "the two versions differ in size; their quality was not measured");
      }
    }
    return original.bytes() + changed.bytes();
  }

  /// True where the photograph shows a face; its main one then waits for the judges.
  bool acquire(const ExaminedPhoto& seen, const ManifestRow& row, const std::string& version,
               std::size_t& no_face, std::optional<FaceScores>& owner, Waiting& waiting) {
    if (!seen.fault.empty()) {
      ++report_.unreadable;
      problem(row, version + ": " + seen.fault);
      return false;
    }
    if (seen.faces.empty()) {
      ++no_face;
      problem(row, "no face found in " + version);
      return false;
    }
    const Face& face = main_face_of(seen);
    waiting.views.push_back({seen.bgr, face.landmarks});
    waiting.owners.push_back(&owner);
    return true;
  }

  static const Face& main_face_of(const ExaminedPhoto& seen) {
    return seen.faces[main_face(seen.faces, seen.bgr.size())];
  }

  void score(const Waiting& waiting) {
    if (waiting.views.empty()) return;
    for (auto* owner : waiting.owners) owner->emplace();
    for (const auto& judge : classifiers_) {
      const std::vector<double> male = judge.box->probability_male(waiting.views);
      for (std::size_t i = 0; i < waiting.owners.size(); ++i) {
        (*waiting.owners[i])->male.push_back(male.at(i));
      }
    }
    if (options_.pairs.empty()) return;
    for (const auto& judge : matchers_) {
      const cv::Mat embeddings = judge.box->embed(waiting.views);
      for (std::size_t i = 0; i < waiting.owners.size(); ++i) {
        (*waiting.owners[i])->embeddings.push_back(embeddings.row(static_cast<int>(i)).clone());
      }
    }
  }

  void compare() {
    for (std::size_t i = 0; i < classifiers_.size(); ++i) {
      GenderResult result = compare_genders(i, scores_, options_.originals.rows);
      result.classifier = classifiers_[i].box->name();
      result.in_the_loop = classifiers_[i].in_the_loop;
      report_.gender.push_back(std::move(result));
    }
    if (options_.pairs.empty()) return;
    const std::vector<Trial> trials = find_trials();
    for (std::size_t i = 0; i < matchers_.size(); ++i) {
      MatchResult result = compare_matches(i, *matchers_[i].box, scores_, trials);
      result.matcher = matchers_[i].box->name();
      result.in_the_loop = matchers_[i].in_the_loop;
      if (std::isnan(result.threshold_1)) {
        report_.problems.push_back(result.matcher +
                                   ": no non-mated pair of originals to set thresholds with");
      }
      report_.matching.push_back(std::move(result));
    }
  }

  std::vector<Trial> find_trials() {
    std::map<fs::path, std::size_t> rows;
    for (std::size_t i = 0; i < report_.images; ++i) {
      rows.emplace(options_.originals.rows[i].path.lexically_normal(), i);
    }
    std::vector<Trial> trials;
    for (const Pair& pair : options_.pairs) {
      const auto left = rows.find(pair.left.lexically_normal());
      const auto right = rows.find(pair.right.lexically_normal());
      if (left != rows.end() && right != rows.end()) {
        trials.push_back({left->second, right->second, pair.same});
        continue;
      }
      const fs::path& missing = left == rows.end() ? pair.left : pair.right;
      report_.problems.push_back(missing.string() + ": is in a pair but not in the manifest");
    }
    return trials;
  }

  void problem(const ManifestRow& row, const std::string& what) {
    report_.problems.push_back(row.path.string() + ": " + what);
    observer_.message(report_.problems.back());
  }

  const EvaluateOptions& options_;
  FaceDetector& detector_;
  const std::vector<Judge<GenderClassifier>>& classifiers_;
  const std::vector<Judge<FaceMatcher>>& matchers_;
  Observer& observer_;
  Scores scores_;
  QualityMeans quality_;
  EvaluateReport report_;
};

}  // namespace

EvaluateReport evaluate(const EvaluateOptions& options, FaceDetector& detector,
                        const std::vector<Judge<GenderClassifier>>& classifiers,
                        const std::vector<Judge<FaceMatcher>>& matchers, Observer& observer) {
  if (options.batch == 0) throw Error("the batch must be at least 1");
  check_common_files(options);
  return Evaluation(options, detector, classifiers, matchers, observer).run();
}

}  // namespace antifaz
