#include "models/detection/exposure.hpp"

#include <algorithm>
#include <array>

namespace antifaz {
namespace {

constexpr int kBrightEnough = 128;
constexpr double kWellLit = 220, kMostGain = 10, kBrightShare = 0.02;
constexpr int kStep = 3;  // every so many rows and columns tell enough

/// The level that a share of the pixels' brightest channels exceeds.
int bright_level(const cv::Mat& bgr) {
  std::array<int, 256> count{};
  int all = 0;
  for (int y = 0; y < bgr.rows; y += kStep) {
    const auto* row = bgr.ptr<cv::Vec3b>(y);
    for (int x = 0; x < bgr.cols; x += kStep, ++all) {
      ++count[std::max({row[x][0], row[x][1], row[x][2]})];
    }
  }
  int level = 255;
  for (int above = count[255]; level > 1 && above <= kBrightShare * all; above += count[level]) {
    --level;
  }
  return level;
}

}  // namespace

cv::Mat well_lit(const cv::Mat& bgr) {
  const int level = bright_level(bgr);
  if (level >= kBrightEnough) return bgr;
  cv::Mat lightened;
  bgr.convertTo(lightened, -1, std::min(kMostGain, kWellLit / level));
  return lightened;
}

}  // namespace antifaz
