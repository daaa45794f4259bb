#include "models/detection/search_photo.hpp"

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "models/detection/search_plan.hpp"
#include "models/detection/second_look.hpp"
#include "src/face/merge_faces.hpp"

namespace antifaz {
namespace {

constexpr double kTightBorder = 0.3;

/// The tile of a level, what lies outside it carried on from its edge.
cv::Mat cut(const cv::Mat& level, const cv::Rect& tile) {
  const cv::Rect inside = tile & cv::Rect({}, level.size());
  if (inside == tile) return level(tile);
  cv::Mat padded;
  cv::copyMakeBorder(level(inside), padded, 0, tile.height - inside.height, 0,
                     tile.width - inside.width, cv::BORDER_REPLICATE);
  return padded;
}

/// Pixel centres are whole numbers in both pictures, hence the halves.
cv::Point2f scaled(cv::Point2f p, cv::Point2d scale) {
  return {static_cast<float>((p.x + 0.5) * scale.x - 0.5),
          static_cast<float>((p.y + 0.5) * scale.y - 0.5)};
}

/// Where a point of a picture that was turned clockwise by `quarters` was before; `size` is the
/// turned picture's.
cv::Point2f turned_back(cv::Point2f p, int quarters, cv::Size size) {
  const auto right = static_cast<float>(size.width - 1), low = static_cast<float>(size.height - 1);
  switch (quarters) {
    case 1:
      return {p.y, right - p.x};
    case 2:
      return {right - p.x, low - p.y};
    default:
      return {low - p.y, p.x};
  }
}

template <class Move>
Face moved(const Face& face, const Move& move) {
  Face result = face;
  result.box = cv::Rect2f(move(face.box.tl()), move(face.box.br()));
  for (cv::Point2f& point : result.landmarks) point = move(point);
  return result;
}

void look_at(const cv::Mat& level, const cv::Rect& tile, cv::Point2d scale, const TileLook& look,
             std::vector<Face>& candidates) {
  const cv::Rect2f own = own_part(tile, level.size());
  const cv::Point2f begin = tile.tl();
  const auto found = look({cut(level, tile)});
  for (const Face& face : found[0]) {
    const Face here = moved(face, [&](cv::Point2f p) { return p + begin; });
    if (!own.contains((here.box.tl() + here.box.br()) / 2)) continue;
    if (!is_whole(here.box, tile, level.size())) continue;
    candidates.push_back(moved(here, [&](cv::Point2f p) { return scaled(p, scale); }));
  }
}

/// The photograph as it stands.
std::vector<Face> search_upright(const cv::Mat& bgr, double min_face, const TileLook& look) {
  std::vector<Face> candidates;
  cv::Mat finer = bgr;  // each level is made of the one before it
  for (const SearchLevel& level : plan_search(bgr.size(), min_face)) {
    cv::Mat picture = finer;
    if (level.size != finer.size()) {
      const bool smaller = level.size.width < finer.cols;
      cv::resize(finer, picture, level.size, 0, 0, smaller ? cv::INTER_AREA : cv::INTER_LINEAR);
    }
    const cv::Point2d scale(double(bgr.cols) / picture.cols, double(bgr.rows) / picture.rows);
    for (const cv::Rect& tile : level.tiles) look_at(picture, tile, scale, look, candidates);
    finer = picture;
  }
  return merge_faces(std::move(candidates));
}

/// Merges what was found in several looks.
std::vector<Face> best_of(std::vector<Face> found) {
  constexpr double kSameFace = 0.3;
  std::stable_sort(found.begin(), found.end(),
                   [](const Face& left, const Face& right) { return left.score > right.score; });
  std::vector<Face> best;
  for (const Face& face : found) {
    const bool known = std::any_of(best.begin(), best.end(), [&](const Face& other) {
      return overlap(face.box, other.box) > kSameFace;
    });
    if (!known) best.push_back(face);
  }
  return best;
}

std::vector<Face> search_turned(const cv::Mat& bgr, double min_face, const TileLook& look) {
  std::vector<Face> candidates;
  for (int quarters = 1; quarters < 4; ++quarters) {
    cv::Mat turned;
    cv::rotate(bgr, turned, quarters - 1);  // ROTATE_90_CLOCKWISE, _180, _90_COUNTERCLOCKWISE
    for (const Face& face : search_upright(turned, min_face, look)) {
      candidates.push_back(
          moved(face, [&](cv::Point2f p) { return turned_back(p, quarters, turned.size()); }));
    }
  }
  return best_of(std::move(candidates));
}

/// The photograph with a border of its own edge pixels.
std::vector<Face> search_framed(const cv::Mat& bgr, double min_face, const TileLook& look) {
  const int border = cvRound(kTightBorder * std::max(bgr.cols, bgr.rows));
  cv::Mat framed;
  cv::copyMakeBorder(bgr, framed, border, border, border, border, cv::BORDER_REPLICATE);
  std::vector<Face> faces;
  const cv::Point2f shift(static_cast<float>(border), static_cast<float>(border));
  for (const Face& face : search_upright(framed, min_face, look)) {
    const Face found = moved(face, [&](cv::Point2f p) { return p - shift; });
    const cv::Point2f middle = (found.box.tl() + found.box.br()) / 2;
    if (cv::Rect2f({}, cv::Size2f(bgr.size())).contains(middle)) faces.push_back(found);
  }
  return faces;
}

}  // namespace

std::vector<Face> search_photo(const cv::Mat& bgr, const SearchOptions& options,
                               const TileLook& look) {
  std::vector<Face> all;
  for (const auto search : {search_upright, search_turned, search_framed}) {
    bool sure = false;
    for (Face& face :
         look_again(bgr, search(bgr, options.min_face, look), options.doubtful, look)) {
      face.doubtful = face.score < options.threshold;
      sure = sure || !face.doubtful;
      all.push_back(face);
    }
    if (sure) break;
  }
  return best_of(std::move(all));
}

}  // namespace antifaz
