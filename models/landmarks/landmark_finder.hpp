#pragma once

#include <filesystem>
#include <memory>
#include <opencv2/core.hpp>
#include <vector>

#include "models/landmarks/shape_points.hpp"
#include "src/face/face.hpp"

namespace antifaz {

class LandmarkNet;

/// Finds the points of faces that a detector found, with weights of `antifaz train landmark-net`.
/// Safe to be used by several threads.
class LandmarkFinder {
 public:
  /// Throws `Error` where the file is missing or holds another network.
  explicit LandmarkFinder(const std::filesystem::path& weights);

  /// Points of each face of an 8-bit BGR photograph, in its pixels; the order of `faces`. Each is
  /// looked at twice: in the square of its own points, or of its box where they are absurd, and in
  /// the square of the points that the first look gave. The points are the person's, not the
  /// picture's, as those given are.
  std::vector<FacePoints> find(const cv::Mat& bgr, const std::vector<Face>& faces) const;

 private:
  std::shared_ptr<LandmarkNet> net_;
};

/// Puts a finder's landmarks in place of the faces' own, save where they don't fit a face's box.
void refine_landmarks(std::vector<Face>& faces, const std::vector<FacePoints>& points);

/// `detector` with the five points of the landmark network: the same faces in the same order, with
/// the same boxes and scores. Throws as `LandmarkFinder` does.
std::unique_ptr<FaceDetector> make_refining_detector(std::unique_ptr<FaceDetector> detector,
                                                     const std::filesystem::path& weights);

}  // namespace antifaz
