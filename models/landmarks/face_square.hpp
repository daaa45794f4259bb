#pragma once

#include <opencv2/core.hpp>

#include "src/face/face.hpp"

namespace antifaz {

/// A square on a photograph that is turned as a face is: what the landmark network looks at. Places
/// in it are given in parts of its side, x to the right and y down as the upright face has them.
struct FaceSquare {
  cv::Point2d middle;  ///< photograph pixels
  double side = 1;     ///< photograph pixels
  double angle = 0;    ///< of the face, radians, clockwise as seen

  cv::Point2f to_part(cv::Point2f photo) const;
  cv::Point2f to_photo(cv::Point2f part) const;
  /// Photograph -> pixels of a crop of `size` by `size`, for `cut_chip`.
  cv::Matx23d to_crop(int size) const;
};

/// The square round an upright face with these five points, from above the brows to below the chin
/// and a fifth more; its side is 3.75 eye distances of a frontal face. Points that coincide give a
/// side of 0.
FaceSquare square_through(const Landmarks& points);

/// Whether a square could be that of the face in this box, a detector's: about its size and place.
bool fits(const FaceSquare& square, const cv::Rect2f& box);

/// The square through a face's points or, where these are absurd, an upright one round its box.
FaceSquare square_of(const Face& face);

}  // namespace antifaz
