#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "pipelines/evaluation_report.hpp"
#include "pipelines/judge.hpp"
#include "pipelines/observer.hpp"
#include "src/data/manifest.hpp"
#include "src/face/black_box.hpp"

namespace antifaz {

/// What the judges said of one image's main face.
struct FaceScores {
  std::vector<double> male;         ///< P(male), one for each classifier
  std::vector<cv::Mat> embeddings;  ///< one row for each matcher
};

/// Sees every face that was acquired, while its photograph is at hand: how attackers get theirs.
class FaceListener {
 public:
  virtual ~FaceListener() = default;
  /// `row` of the manifest; `changed`: the protected version.
  virtual void face(std::size_t row, bool changed, const FaceView& view,
                    const FaceScores& scores) = 0;
};

struct CollectOptions {
  Manifest originals;                      ///< folder and rows; gender may be unknown in some
  std::filesystem::path protected_folder;  ///< holds the same relative paths
  bool embed = true;                       ///< ask the matchers as well
  std::size_t batch = 32;
  FaceListener* listener = nullptr;
};

/// Of all images, by manifest row.
struct Collected {
  std::vector<std::optional<FaceScores>> originals, protecteds;  ///< nothing: no face acquired
  std::vector<double> change;  ///< smooth change of the face (see `smooth_change`), NaN: unknown
};

/// Looks at both versions of every image, one batch at a time, and asks the judges about the main
/// face of each. Counts, quality and problems go to `report`. Throws `Error` where the folders have
/// no file in common or a judge gives no number.
Collected collect_scores(const CollectOptions& options, FaceDetector& detector,
                         const std::vector<Judge<GenderClassifier>>& classifiers,
                         const std::vector<Judge<FaceMatcher>>& matchers, Observer& observer,
                         EvaluateReport& report);

}  // namespace antifaz
