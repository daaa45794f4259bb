#pragma once

#include <filesystem>
#include <memory>
#include <opencv2/core.hpp>
#include <optional>
#include <vector>

#include "models/landmarks/shape_points.hpp"
#include "pipelines/detection/taught_faces.hpp"

namespace antifaz {

/// A TorchScript that finds the 68 points: takes float [N, 3, 112, 112], RGB in 0..1, an upright
/// square crop of a face, chin included, and returns [N, 68, 2] in parts of its side.
class ShapeTeacher {
 public:
  /// Throws `Error` where the file is missing or no such network.
  explicit ShapeTeacher(const std::filesystem::path& file);
  ~ShapeTeacher();

  /// The points of a face with these five landmarks, in pixels of the BGR image: the mean of a look
  /// at it and one at its mirror image, a little wider. Nothing where the two looks differ, or the
  /// eyes are elsewhere than the landmarks say.
  std::optional<Shape> ask(const cv::Mat& bgr, const Landmarks& landmarks) const;

 private:
  struct Script;
  std::unique_ptr<Script> script_;
};

/// The shape of one crop's face, in the crop's pixels.
struct TaughtShape {
  TaughtFace face;
  Shape shape;
};

/// Asks the teacher about each of a manifest's faces; those it is not sure of are left out. Kept in
/// `cache` (CSV): read where that file is there, else made and written. Throws `Error` where the
/// file is of other images, or damaged; `Stopped` between two images where the observer wants it.
std::vector<TaughtShape> taught_shapes(const Manifest& manifest,
                                       const std::vector<TaughtFace>& faces,
                                       const ShapeTeacher& teacher,
                                       const std::filesystem::path& cache, Observer& observer);

}  // namespace antifaz
