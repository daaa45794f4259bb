#pragma once

#include <opencv2/core.hpp>

namespace antifaz {

/// Adds a face's change back into its full-resolution photograph. `change` is what the generator
/// did to the chip (CV_32FC3, kChipSize square, BGR, in 8-bit units: protected minus chip). It is
/// enlarged smoothly, weighted by a feathered mask that is 1 over the face and falls to exactly 0
/// at the chip's border, and added, so the photograph keeps its own detail and outside the chip not
/// a pixel changes. `photo` is 8 or 16 bits with 1 to 4 channels, of 2 and 4 the last alpha; grey
/// gets the change's luma, alpha is untouched. Returns the largest difference it made to a pixel,
/// in 8-bit units: 0 where the face stayed as it was.
double composite(cv::Mat& photo, const cv::Matx23d& photo_to_chip, const cv::Mat& change);

/// The mask itself, CV_32F in [0, 1], kChipSize square: what `composite` weights a change with.
/// Training uses it too, so that classifiers see what a photograph will show.
cv::Mat feather_mask();

}  // namespace antifaz
