#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "pipelines/evaluate/face_keeper.hpp"
#include "pipelines/evaluate/judges.hpp"
#include "pipelines/evaluation_report.hpp"
#include "pipelines/observer.hpp"
#include "src/data/manifest.hpp"
#include "src/face/face.hpp"

namespace antifaz {

/// What the judges said of one image's main face.
struct FaceScores {
  std::vector<double> male;         ///< P(male), one for each classifier
  std::vector<cv::Mat> embeddings;  ///< one row for each matcher
};

struct CollectOptions {
  Manifest originals;                      ///< folder and rows; gender may be unknown in some
  std::filesystem::path protected_folder;  ///< holds the same relative paths
  bool embed = true;                       ///< ask the matchers as well
  std::size_t batch = 32;
  FaceKeeperOptions keep;  ///< of faces found in both versions, where these are of one size
};

/// Of all images. What is listed by row is by that of the manifest.
struct Collected {
  std::vector<std::optional<FaceScores>> originals, protecteds;  ///< nothing: no face acquired
  std::vector<double> change;  ///< smooth change of the face (see `smooth_change`), NaN: unknown
  KeptFaces kept;
  QualityResult quality;
  std::size_t missing_protected = 0, unreadable = 0;  ///< see `EvaluateReport`
  std::size_t no_face_original = 0, no_face_protected = 0;
  std::vector<std::string> problems;  ///< one line each
};

/// Looks at both versions of every image, one batch at a time, and asks the judges about the main
/// face of each. Throws `Error` where the folders have no file in common or a judge gives no
/// number, and `Stopped`.
Collected collect_scores(const CollectOptions& options, FaceDetector& detector,
                         const Judges& judges, Observer& observer);

}  // namespace antifaz
