#include "src/face/alignment.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace antifaz {
namespace {

// Beyond this many samples a side for each chip pixel (a face of more than 2,000 px) finer sampling
// costs time and memory and shows nothing.
constexpr int kMaxSamples = 16;

cv::Point2d mean(const Landmarks& points) {
  cv::Point2d sum;
  for (const auto& point : points) sum += cv::Point2d(point);
  return sum / static_cast<double>(points.size());
}

}  // namespace

const Landmarks& chip_template() {
  static const Landmarks points = [] {
    Landmarks arcface{{{38.2946f, 51.6963f},
                       {73.5318f, 51.5014f},
                       {56.0252f, 71.7366f},
                       {41.5493f, 92.3655f},
                       {70.7299f, 92.2041f}}};
    for (auto& point : arcface) point += cv::Point2f(kChipMargin, kChipMargin);
    return arcface;
  }();
  return points;
}

cv::Matx23d similarity(const Landmarks& from, const Landmarks& to) {
  const cv::Point2d from_mean = mean(from), to_mean = mean(to);
  // In the plane Umeyama's solution is one complex division: (a + ib) = sum conj(f) t / sum |f|^2.
  double a = 0, b = 0, spread = 0;
  for (std::size_t i = 0; i < from.size(); ++i) {
    const cv::Point2d f = cv::Point2d(from[i]) - from_mean, t = cv::Point2d(to[i]) - to_mean;
    a += f.dot(t);
    b += f.cross(t);
    spread += f.dot(f);
  }
  if (spread > 0) {
    a /= spread;
    b /= spread;
  }
  if (a == 0 && b == 0) a = 1;  // coinciding points fix a shift only
  return {a, -b, to_mean.x - a * from_mean.x + b * from_mean.y,
          b, a,  to_mean.y - b * from_mean.x - a * from_mean.y};
}

cv::Matx23d chip_transform(const Landmarks& landmarks) {
  return similarity(landmarks, chip_template());
}

cv::Mat cut_chip(const cv::Mat& photo, const cv::Matx23d& photo_to_chip, int size) {
  const double scale = std::hypot(photo_to_chip(0, 0), photo_to_chip(1, 0));
  const int samples = std::clamp(static_cast<int>(std::ceil(1 / scale)), 1, kMaxSamples);
  // Chip pixel x is the mean of the fine pixels samples * x ... samples * x + samples - 1.
  cv::Matx23d to_fine = photo_to_chip * samples;
  to_fine(0, 2) += (samples - 1) / 2.0;
  to_fine(1, 2) += (samples - 1) / 2.0;
  cv::Mat fine;
  cv::warpAffine(photo, fine, to_fine, cv::Size(size, size) * samples, cv::INTER_LINEAR,
                 cv::BORDER_REPLICATE);
  if (samples == 1) return fine;
  cv::Mat chip;
  cv::resize(fine, chip, cv::Size(size, size), 0, 0, cv::INTER_AREA);
  return chip;
}

}  // namespace antifaz
