#include "models/detection/search_photo.hpp"

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "models/detection/search_plan.hpp"
#include "models/detection/second_look.hpp"
#include "src/face/merge_faces.hpp"

namespace antifaz {
namespace {

constexpr double kTightBorder = 0.3;
constexpr std::size_t kTilesAtOnce = 8;

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

/// Of what was found in a tile what is its own to report, in the level's pixels.
std::vector<Face> own_faces(const std::vector<Face>& found, const cv::Rect& tile, cv::Size level) {
  const cv::Rect2f own = own_part(tile, level);
  const cv::Point2f begin = tile.tl();
  std::vector<Face> faces;
  for (const Face& face : found) {
    const Face here = moved(face, [&](cv::Point2f p) { return p + begin; });
    if (!own.contains((here.box.tl() + here.box.br()) / 2)) continue;
    if (is_whole(here.box, tile, level)) faces.push_back(here);
  }
  return faces;
}

/// Some tiles at once, so that several threads have something to look at.
void look_at(const cv::Mat& level, const std::vector<cv::Rect>& tiles, cv::Point2d scale,
             const TileLook& look, std::vector<Face>& candidates) {
  for (std::size_t begin = 0; begin < tiles.size(); begin += kTilesAtOnce) {
    const std::size_t count = std::min(kTilesAtOnce, tiles.size() - begin);
    std::vector<cv::Mat> some;
    for (std::size_t i = 0; i < count; ++i) some.push_back(cut(level, tiles[begin + i]));
    const auto found = look(some);
    for (std::size_t i = 0; i < count; ++i) {
      for (const Face& face : own_faces(found[i], tiles[begin + i], level.size())) {
        candidates.push_back(moved(face, [&](cv::Point2f p) { return scaled(p, scale); }));
      }
    }
  }
}

/// To fewer pixels by their means, where there are less than half as many to a side; else between
/// neighbours, which loses nothing yet and is several times faster.
cv::Mat resized(const cv::Mat& picture, cv::Size size) {
  cv::Mat result;
  cv::resize(picture, result, size, 0, 0,
             size.width < picture.cols / 2 ? cv::INTER_AREA : cv::INTER_LINEAR);
  return result;
}

/// The photograph as it stands.
std::vector<Face> search_upright(const cv::Mat& bgr, double min_face, const TileLook& look) {
  std::vector<Face> candidates;
  cv::Mat finer = bgr;  // each level is made of the one before it
  for (const SearchLevel& level : plan_search(bgr.size(), min_face)) {
    const cv::Mat picture = level.size == finer.size() ? finer : resized(finer, level.size);
    const cv::Point2d scale(double(bgr.cols) / picture.cols, double(bgr.rows) / picture.rows);
    look_at(picture, level.tiles, scale, look, candidates);
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
