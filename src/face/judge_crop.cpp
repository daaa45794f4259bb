#include "src/face/judge_crop.hpp"

#include <algorithm>

#include "src/face/alignment.hpp"

namespace antifaz {
namespace {

/// Photograph -> input coordinates.
cv::Matx23d crop_transform(const DnnDescription& description, const FaceView& face) {
  if (description.landmarks) return similarity(face.landmarks, *description.landmarks);
  CV_Assert(face.box.area() > 0);
  const double side = std::max(face.box.width, face.box.height) * (1 + 2 * description.margin);
  const cv::Size size = description.size;
  const double scale = std::min(size.width, size.height) / side;
  const cv::Point2d middle(face.box.x + face.box.width / 2, face.box.y + face.box.height / 2);
  return {scale, 0,     size.width / 2.0 - scale * middle.x,
          0,     scale, size.height / 2.0 - scale * middle.y};
}

}  // namespace

cv::Mat cut_for_judge(const FaceView& face, const DnnDescription& description) {
  const cv::Size size = description.size;
  const cv::Mat square =
      cut_chip(face.bgr, crop_transform(description, face), std::max(size.width, size.height));
  return square(cv::Rect({0, 0}, size));
}

}  // namespace antifaz
