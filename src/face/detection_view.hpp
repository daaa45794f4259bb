#pragma once

#include <opencv2/core.hpp>

#include "src/face/face.hpp"

namespace antifaz {

/// A photograph as a detector looks at it: resized by one factor and, for crops so tight that the
/// face fills them, surrounded by a replicated border.
class DetectionView {
 public:
  /// `scale` > 0; `border` is a fraction of the photograph's longer side (0: none).
  DetectionView(const cv::Mat& photo, double scale, double border);

  const cv::Mat& image() const { return image_; }

  /// View -> photograph coordinates.
  cv::Point2f to_photo(cv::Point2f point) const;
  cv::Rect2f to_photo(const cv::Rect2f& box) const;

 private:
  cv::Mat image_;
  cv::Point2d scale_;  // a side is rounded to whole pixels, so the factors differ slightly
  int border_;
};

}  // namespace antifaz
