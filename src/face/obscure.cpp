#include "src/face/obscure.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace antifaz {
namespace {

constexpr float kMargin = 0.25f;  // of the box, on each side
constexpr int kTilesAFace = 8;

// Clamped before it is made whole: a far-off corner need not fit an int.
cv::Rect whole_pixels(const cv::Rect2f& area, cv::Size photo) {
  const auto inside = [](float at, int most) {
    return static_cast<int>(std::clamp(at, 0.f, static_cast<float>(most)));
  };
  const cv::Point from(inside(std::floor(area.x), photo.width),
                       inside(std::floor(area.y), photo.height));
  const cv::Point to(inside(std::ceil(area.x + area.width), photo.width),
                     inside(std::ceil(area.y + area.height), photo.height));
  return to.x > from.x && to.y > from.y ? cv::Rect(from, to) : cv::Rect();
}

// Every tile takes the mean of what it covers. The tiles' corners are the area's, whole tiles
// first.
cv::Mat mosaic(const cv::Mat& area, int tile) {
  cv::Mat coarse = area.clone();
  for (int y = 0; y < area.rows; y += tile) {
    for (int x = 0; x < area.cols; x += tile) {
      const cv::Rect one = cv::Rect(x, y, tile, tile) & cv::Rect({}, area.size());
      coarse(one) = cv::mean(area(one));
    }
  }
  cv::Mat smooth;
  cv::GaussianBlur(coarse, smooth, {}, tile / 2.0, 0, cv::BORDER_REPLICATE);
  return smooth;
}

}  // namespace

cv::Rect obscure(cv::Mat& photo, const cv::Rect2f& box, Obscuring how) {
  const cv::Rect2f grown(box.x - kMargin * box.width, box.y - kMargin * box.height,
                         (1 + 2 * kMargin) * box.width, (1 + 2 * kMargin) * box.height);
  const cv::Rect area = whole_pixels(grown, photo.size());
  if (area.empty()) return area;
  cv::Mat covered = photo(area), instead;
  if (how == Obscuring::kBlur) {
    const double side = std::max(box.width, box.height);
    instead = mosaic(covered, std::max(2, static_cast<int>(std::ceil(side / kTilesAFace))));
  } else {
    instead = cv::Mat(covered.size(), covered.type(), cv::mean(covered));
  }
  if (photo.channels() == 2 || photo.channels() == 4) {
    const int alpha = photo.channels() - 1;
    cv::mixChannels({covered}, {instead}, {alpha, alpha});
  }
  cv::Mat inside = cv::Mat::zeros(area.size(), CV_8U);
  const cv::Point2f centre = (grown.tl() + grown.br()) / 2 - cv::Point2f(area.tl());
  cv::ellipse(inside, cv::RotatedRect(centre, grown.size(), 0), 255, cv::FILLED);
  instead.copyTo(covered, inside);
  return area;
}

}  // namespace antifaz
