#pragma once

#include <opencv2/core.hpp>

#include "src/face/face.hpp"

namespace antifaz {

/// Side of the square, aligned face chip that the project's networks work on, in pixels. It is the
/// ArcFace 112x112 frame with 8 more pixels on every side, so `chip(8:120, 8:120)` is the matcher's
/// input without resampling.
inline constexpr int kChipSize = 128;
inline constexpr int kChipMargin = 8;

/// Where the five landmarks stand in a chip (ArcFace template, Deng et al. 2019, plus the margin).
const Landmarks& chip_template();

/// Similarity (rotation, one scale, shift) that takes `from` to `to` with the least squared error
/// (Umeyama 1991).
cv::Matx23d similarity(const Landmarks& from, const Landmarks& to);

/// Photograph -> chip coordinates for a face.
cv::Matx23d chip_transform(const Landmarks& landmarks);

/// Cuts the chip (`kChipSize` square, same type as `photo`) out of a photograph; pixels outside it
/// are replicated from its edge. Faces larger than the chip are area-averaged, not aliased.
cv::Mat cut_chip(const cv::Mat& photo, const cv::Matx23d& photo_to_chip, int size = kChipSize);

}  // namespace antifaz
