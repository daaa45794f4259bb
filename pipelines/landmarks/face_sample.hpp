#pragma once

#include <array>
#include <cstdint>
#include <opencv2/core.hpp>
#include <vector>

#include "models/landmarks/shape_points.hpp"
#include "pipelines/detection/compose_sources.hpp"

namespace antifaz {

/// A crop with one face whose points are known.
struct ShapedFace {
  FaceSource source;
  Shape shape;
};

/// What landmarks are learnt from.
struct LandmarkSources {
  std::vector<ShapedFace> faces;
  std::vector<cv::Mat> backgrounds;  ///< BGR, without a face; may be empty
};

/// How far a sample's square is from the one through its face's points, and whether the picture is
/// made worse.
struct FaceSampleOptions {
  double turn = 30;      ///< degrees, at most
  double zoom = 1.25;    ///< times larger or smaller, at most
  double shift = 0.15;   ///< of the side, at most
  bool worsened = true;  ///< any angle now and then, mirrors, covers, other surroundings, few
                         ///< pixels, light, blur, noise, JPEG
};

/// What the network is shown, and what it is to say.
struct FaceSample {
  cv::Mat crop;                                 ///< `kLandmarkCrop` square, 8-bit BGR
  std::array<cv::Point2f, kFacePoints> points;  ///< in parts of its side
};

/// The same seed gives the same sample.
FaceSample face_sample(const LandmarkSources& sources, std::size_t face,
                       const FaceSampleOptions& options, std::uint64_t seed);

}  // namespace antifaz
