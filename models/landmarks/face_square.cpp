#include "models/landmarks/face_square.hpp"

#include <algorithm>
#include <cmath>

#include "src/face/alignment.hpp"

namespace antifaz {
namespace {

// In pixels of ArcFace's template, whose eyes are 35.2 apart; a detector's box is about 90 there.
constexpr double kMiddleX = 56, kMiddleY = 68, kSide = 132;
constexpr double kBoxShare = 1.3;  // the square's side over the longer one of a box
constexpr double kSmallest = 0.7, kLargest = 3, kFarthest = 0.6;  // in sides of a box

}  // namespace

cv::Point2f FaceSquare::to_part(cv::Point2f photo) const {
  const cv::Point2d d = cv::Point2d(photo) - middle;
  const double c = std::cos(angle), s = std::sin(angle);
  return cv::Point2d((c * d.x + s * d.y) / side + 0.5, (c * d.y - s * d.x) / side + 0.5);
}

cv::Point2f FaceSquare::to_photo(cv::Point2f part) const {
  const cv::Point2d d = (cv::Point2d(part) - cv::Point2d(0.5, 0.5)) * side;
  const double c = std::cos(angle), s = std::sin(angle);
  return middle + cv::Point2d(c * d.x - s * d.y, s * d.x + c * d.y);
}

cv::Matx23d FaceSquare::to_crop(int size) const {
  const double c = std::cos(angle) * size / side, s = std::sin(angle) * size / side;
  const double half = (size - 1) / 2.;                // middles of pixels are whole numbers
  return {c,  s, half - c * middle.x - s * middle.y,  //
          -s, c, half + s * middle.x - c * middle.y};
}

FaceSquare square_through(const Landmarks& points) {
  const cv::Matx23d to_template = chip_transform(points);
  const double scale = std::hypot(to_template(0, 0), to_template(1, 0));
  FaceSquare square;
  square.angle = -std::atan2(to_template(1, 0), to_template(0, 0));
  square.side = kSide / scale;
  const double x = (kMiddleX + kChipMargin - to_template(0, 2)) / scale;
  const double y = (kMiddleY + kChipMargin - to_template(1, 2)) / scale;
  const double c = std::cos(square.angle), s = std::sin(square.angle);
  square.middle = {c * x - s * y, s * x + c * y};
  const bool together = std::all_of(points.begin(), points.end(),
                                    [&](const cv::Point2f& p) { return p == points[0]; });
  if (together) square.side = 0;
  return square;
}

bool fits(const FaceSquare& square, const cv::Rect2f& box) {
  const double side = std::sqrt(std::abs(double(box.width) * box.height));
  const double away = cv::norm(square.middle - cv::Point2d(box.tl() + box.br()) / 2);
  // Written so that what is no number does not fit.
  return square.side > 0 && square.side >= kSmallest * side && square.side <= kLargest * side &&
         away <= kFarthest * side;
}

FaceSquare square_of(const Face& face) {
  const FaceSquare through = square_through(face.landmarks);
  if (fits(through, face.box)) return through;
  const double side = kBoxShare * std::max(face.box.width, face.box.height);
  return {cv::Point2d(face.box.tl() + face.box.br()) / 2, std::max(side, 1.), 0};
}

}  // namespace antifaz
