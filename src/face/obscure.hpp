#pragma once

#include <opencv2/core.hpp>

namespace antifaz {

/// How a face is made unrecognisable.
enum class Obscuring {
  kBlur,  ///< a mosaic of about eight tiles across the face, each one colour, then a blur
  kSolid  ///< one colour
};

/// Makes the face in `box` unrecognisable for good, and says which rectangle was changed (empty
/// where the box lies outside the photograph). What is covered is the box's ellipse, grown by a
/// quarter of the box on each side; past the photograph's edge there is nothing to cover. A tile's
/// colour is the mean of what it covers, so that of a face about eight by eight colours are left:
/// no filter brings the rest back. `photo` is 8 or 16 bits with 1 to 4 channels, of 2 and 4 the
/// last alpha, which stays.
cv::Rect obscure(cv::Mat& photo, const cv::Rect2f& box, Obscuring how);

}  // namespace antifaz
