#pragma once

#include "pipelines/landmarks/face_sample.hpp"
#include "tests/support/painted_faces.hpp"

namespace antifaz::testing {

/// Painted faces whose shape is made of their five points: the part of the first eye stands on
/// that eye, and so on; the jaw runs along the lower half of the face's ellipse.
inline LandmarkSources painted_shapes(int faces = 12) {
  LandmarkSources sources;
  sources.backgrounds = painted_sources(1).backgrounds;
  for (int n = 0; n < faces; ++n) {
    ShapedFace face{painted_face(n), {}};
    const Landmarks& five = face.source.points;
    const auto fill = [&](std::size_t first, std::size_t last, cv::Point2f point) {
      for (std::size_t i = first; i <= last; ++i) face.shape[i] = point;
    };
    for (std::size_t i = 0; i <= 16; ++i) {
      const double angle = CV_PI * (1 - static_cast<double>(i) / 16);
      face.shape[i] = cv::Point2d(60 + 30 * std::cos(angle), 60 + 38 * std::sin(angle));
    }
    const cv::Point2f brow(0, 8);
    fill(17, 21, five[0] - brow);
    fill(22, 26, five[1] - brow);
    fill(27, 35, five[2]);
    fill(36, 41, five[0]);
    fill(42, 47, five[1]);
    for (std::size_t i = 48; i < kShapePoints; ++i) {
      const std::size_t partner = mirrored_points()[i];
      face.shape[i] = partner == i ? (five[3] + five[4]) / 2 : i < partner ? five[3] : five[4];
    }
    // Of the lower lips the points on the first side have the larger numbers.
    for (const std::size_t i : {55u, 56u, 65u}) {
      std::swap(face.shape[i], face.shape[mirrored_points()[i]]);
    }
    sources.faces.push_back(face);
  }
  return sources;
}

}  // namespace antifaz::testing
