#pragma once

#include <array>
#include <cstddef>
#include <opencv2/core.hpp>

#include "src/face/face.hpp"

namespace antifaz {

/// The 68 points of iBUG 300-W (Sagonas et al. 2013), in photograph pixels: jaw 0-16, brows 17-26,
/// nose 27-35, eyes 36-47, mouth 48-67; each part from the left of the upright face to its right.
inline constexpr std::size_t kShapePoints = 68;
using Shape = std::array<cv::Point2f, kShapePoints>;

/// What the landmark network says of a face: the shape, and after it the five points that detectors
/// give. They are two teachers' words, so the middle of an eye and its five-point landmark differ
/// a little.
inline constexpr std::size_t kFacePoints = kShapePoints + 5;
struct FacePoints {
  Landmarks landmarks;
  Shape shape;
};

/// Which of the `kFacePoints` each one becomes in a mirror: its own inverse.
const std::array<std::size_t, kFacePoints>& mirrored_points();

}  // namespace antifaz
