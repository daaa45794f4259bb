#include "pipelines/detection/outline.hpp"

#include <cmath>
#include <opencv2/imgproc.hpp>

namespace antifaz {
namespace {

constexpr int kGrid = 64;  // outlines are computed this large and then resized

/// Distance from the middle of the box, 1 at the edge of the shape: `power` 2 is an ellipse, 8
/// nearly a rectangle.
cv::Mat distances(const Patch& patch, double power, cv::RNG& random) {
  const double fx = double(kGrid) / patch.pixels.cols, fy = double(kGrid) / patch.pixels.rows;
  const double cx = (patch.box.x + patch.box.width / 2) * fx;
  const double cy = (patch.box.y + patch.box.height / 2) * fy;
  const double a = patch.box.width / 2 * fx * random.uniform(1.05, 1.9);
  const double b = patch.box.height / 2 * fy * random.uniform(1.05, 1.7);
  cv::Mat result(kGrid, kGrid, CV_32F);
  for (int y = 0; y < kGrid; ++y) {
    const double v = std::pow(std::abs((y - cy) / b), power);
    for (int x = 0; x < kGrid; ++x) {
      const double u = std::pow(std::abs((x - cx) / a), power);
      result.at<float>(y, x) = static_cast<float>(std::pow(u + v, 1 / power));
    }
  }
  return result;
}

}  // namespace

cv::Mat random_outline(const Patch& patch, cv::RNG& random) {
  const double kind = random.uniform(0., 1.);
  if (kind < 0.3) return cv::Mat(patch.pixels.size(), CV_8U, 255);
  cv::Mat distance = distances(patch, kind < 0.5 ? 16 : 2, random);
  if (kind > 0.75) {
    cv::Mat noise(random.uniform(4, 9), random.uniform(4, 9), CV_32F), bumps;
    random.fill(noise, cv::RNG::UNIFORM, -0.3, 0.3);
    cv::resize(noise, bumps, distance.size(), 0, 0, cv::INTER_CUBIC);
    distance += bumps;
  }
  const double softness = random.uniform(0, 3) ? random.uniform(0.02, 0.5) : 0.02;
  cv::Mat opacity;
  distance.convertTo(opacity, CV_8U, -255 / softness, 255 * (1 + softness / 2) / softness);
  cv::resize(opacity, opacity, patch.pixels.size(), 0, 0, cv::INTER_LINEAR);
  return opacity;
}

}  // namespace antifaz
