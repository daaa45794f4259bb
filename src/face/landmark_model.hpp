#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <opencv2/core.hpp>
#include <vector>

#include "src/face/face.hpp"

namespace dlib {
class shape_predictor;
}

namespace antifaz {

/// A face at the one scale that the landmark model knows: grey, its box always in the same place.
/// So a model trained on small crops serves photographs of any size.
struct LandmarkPatch {
  cv::Mat grey;                ///< 8 bits, square
  cv::Matx23d photo_to_patch;  ///< a similarity
};
LandmarkPatch cut_landmark_patch(const cv::Mat& bgr, const cv::Rect2f& box);

/// One training example: a patch and its five points in patch coordinates.
struct LandmarkSample {
  cv::Mat grey;
  Landmarks points;
};

/// How a landmark model is grown. The defaults give a file of about 2.5 MB.
struct LandmarkModelOptions {
  int cascades = 10;
  int trees = 200;  ///< in each cascade
  int tree_depth = 4;
  int starts = 3;  ///< initial shapes a sample is trained from
  int feature_pool = 400;
  int test_splits = 20;
  double learning_rate = 0.1;
  std::uint64_t seed = 1;
};

/// Five facial points in a detector's box: an ensemble of regression trees (Kazemi and Sullivan
/// 2014), dlib's `shape_predictor`.
class LandmarkModel {
 public:
  /// Throws `Error` where the file is missing or no five-point model.
  explicit LandmarkModel(const std::filesystem::path& file);

  /// Grows a model; about 2 minutes on one core for 20,000 samples. Precondition: not empty.
  LandmarkModel(const std::vector<LandmarkSample>& samples, const LandmarkModelOptions& options);
  ~LandmarkModel();
  LandmarkModel(LandmarkModel&&) noexcept;

  /// Points in photograph pixels for a face box of an 8-bit BGR photograph.
  Landmarks predict(const cv::Mat& bgr, const cv::Rect2f& box) const;

  /// Points in patch coordinates.
  Landmarks predict(const LandmarkPatch& patch) const;

  /// Writes atomically. Throws `Error` where the file can't be written; an old one then stands.
  void save(const std::filesystem::path& file) const;

 private:
  std::unique_ptr<dlib::shape_predictor> predictor_;
};

}  // namespace antifaz
