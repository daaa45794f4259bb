#include "models/detection/search_plan.hpp"

#include <algorithm>
#include <cmath>

namespace antifaz {
namespace {

constexpr int kMultiple = 32;
constexpr int kTile = 640, kOverlap = 96;
constexpr int kWholeView = 320;    // longer side of the coarsest level
constexpr double kLevelRatio = 3;  // the network finds faces of 16 px and of 300 in one picture
constexpr double kMostEnlarged = 2;

int rounded_up(int side) { return (side + kMultiple - 1) / kMultiple * kMultiple; }

/// Where tiles of `tile` pixels begin so that they cover `side` and overlap enough; the last one
/// ends with the side.
std::vector<int> begins(int side, int tile) {
  if (side <= tile) return {0};
  const int count = 1 + (side - tile + tile - kOverlap - 1) / (tile - kOverlap);
  std::vector<int> all;
  for (int i = 0; i < count; ++i) {
    all.push_back(static_cast<int>(std::lround(double(side - tile) * i / (count - 1))));
  }
  return all;
}

SearchLevel level_of(cv::Size photo, double scale) {
  SearchLevel level;
  level.size = {std::max(1, cvRound(photo.width * scale)),
                std::max(1, cvRound(photo.height * scale))};
  const cv::Size tile(std::min(kTile, rounded_up(level.size.width)),
                      std::min(kTile, rounded_up(level.size.height)));
  for (const int y : begins(level.size.height, tile.height)) {
    for (const int x : begins(level.size.width, tile.width)) level.tiles.push_back({{x, y}, tile});
  }
  return level;
}

/// The tile without a border of so many pixels where another tile follows, endless where none does.
cv::Rect2f without_shared(const cv::Rect& tile, cv::Size level, float border) {
  constexpr float kFar = 1e5f;
  const auto from = [&](int begin) { return begin > 0 ? begin + border : -kFar; };
  const auto to = [&](int end, int side) { return end < side ? end - border : kFar; };
  const float left = from(tile.x), top = from(tile.y);
  return {left, top, to(tile.x + tile.width, level.width) - left,
          to(tile.y + tile.height, level.height) - top};
}

}  // namespace

std::vector<SearchLevel> plan_search(cv::Size photo, double min_face) {
  const double longer = std::max(photo.width, photo.height);
  const double whole = std::min(kWholeView / longer, kMostEnlarged);
  std::vector<SearchLevel> levels;
  for (double scale = std::min(kSmallestSeen / min_face, kMostEnlarged); scale > 1.2 * whole;
       scale /= kLevelRatio) {
    levels.push_back(level_of(photo, scale));
  }
  levels.push_back(level_of(photo, whole));
  return levels;
}

cv::Rect2f own_part(const cv::Rect& tile, cv::Size level) {
  return without_shared(tile, level, kOverlap / 2.f);
}

bool is_whole(const cv::Rect2f& box, const cv::Rect& tile, cv::Size level) {
  const cv::Rect2f seen = without_shared(tile, level, 0);
  return seen.x <= box.x && seen.y <= box.y && box.br().x <= seen.br().x &&
         box.br().y <= seen.br().y;
}

}  // namespace antifaz
