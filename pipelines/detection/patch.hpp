#pragma once

#include <opencv2/core.hpp>

#include "pipelines/detection/compose_sources.hpp"

namespace antifaz {

/// Something to paste into a picture.
struct Patch {
  cv::Mat pixels;     ///< BGR
  cv::Mat opacity;    ///< 8 bits, of the same size
  cv::Rect2f box;     ///< of the face, or of what stands in for one
  Landmarks points;   ///< no meaning where the patch shows no face
  bool face = false;  ///< false: a hard negative
};

/// How a patch's edge looks: faces and what is no face get the same ones, so that no edge tells.
enum class Outline {
  kWhole,   ///< all of the patch, a straight edge
  kRandom,  ///< whole, rectangle, ellipse or soft blob, at random
};

/// A face about `side` pixels large (the decoder may leave it up to twice as large), in half of the
/// cases mirrored; its look a little changed.
Patch face_patch(const FaceSource& source, double side, Outline outline, cv::RNG& random);

/// A piece of a background, a face whose parts are out of order, what a crop shows beside its face
/// (neck, hair, clothes), letters and rings, or something like a hand.
Patch false_patch(const ComposeSources& sources, double side, Outline outline, cv::RNG& random);

/// Hides up to half of the face: bar, mask over mouth and nose, sunglasses, a blob like a hand, a
/// piece of a background.
void cover(Patch& patch, const ComposeSources& sources, cv::RNG& random);

/// Draws four fingers of a colour: from `at` on one beside the other towards `across`, each about
/// `length` pixels long and turned by `tilt` degrees.
void draw_hand(cv::Mat& pixels, cv::Point2f at, cv::Point2f across, double length,
               const cv::Scalar& skin, double tilt, cv::RNG& random);

/// Pastes so that the middle of the patch's box comes to `middle`, `scale` times as large, turned
/// by `degrees` (positive: clockwise as seen). What lies outside the picture is cut. Box and points
/// of the patch become the picture's: a turned box is the one round the ellipse in the old one.
/// Returns the rectangle that was painted into.
cv::Rect paste(cv::Mat& picture, Patch& patch, cv::Point2f middle, double scale, double degrees);

}  // namespace antifaz
