#include "models/detection/second_look.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <optional>

#include "src/face/merge_faces.hpp"

namespace antifaz {
namespace {

constexpr double kBeyondDoubt = 0.85;
constexpr int kView = 160;           // pixels
constexpr double kFaceInView = 64;   // side of the face in it
constexpr double kOffMiddle = 0.35;  // of that: as far may the same face's middle be
constexpr double kUnseen = 0.02;     // the score of what is not seen again
// In a picture: what is beyond them keeps its first score.
constexpr std::size_t kMostLooks = 300;
constexpr std::size_t kAtOnce = 16;

cv::Point2f middle_of(const cv::Rect2f& box) { return (box.tl() + box.br()) / 2; }

double log_odds(double score) { return std::log(score / (1 - score)); }

/// A turn, a scale and a shift.
struct Move {
  double c, s;  ///< cosine and sine times the scale
  cv::Point2d shift;

  cv::Point2f operator()(cv::Point2f p) const {
    return cv::Point2d(c * p.x - s * p.y + shift.x, s * p.x + c * p.y + shift.y);
  }
  /// A turned box is the one round the ellipse in the upright one.
  cv::Rect2f operator()(const cv::Rect2f& box) const {
    const double across = box.width / 2, down = box.height / 2;
    const cv::Point2d half(std::hypot(across * c, down * s), std::hypot(across * s, down * c));
    const cv::Point2d middle = (*this)(middle_of(box));
    return cv::Rect2d(middle - half, middle + half);
  }
  Move back() const {
    const double n = c * c + s * s;
    return {c / n, -s / n, {-(c * shift.x + s * shift.y) / n, (s * shift.x - c * shift.y) / n}};
  }
};

/// From the photograph to the view in which the face is upright.
Move to_view(const Face& face) {
  // Of a profile the eyes are one: from eyes to mouth it is down in any face.
  const Landmarks& p = face.landmarks;
  const cv::Point2f down = (p[3] + p[4] - p[0] - p[1]) / 2;
  const cv::Point2f across = p[1] - p[0] + cv::Point2f(down.y, -down.x);
  const double angle = -std::atan2(across.y, across.x);
  const double scale = kFaceInView / std::max(1.f, std::sqrt(face.box.area()));
  Move move{scale * std::cos(angle), scale * std::sin(angle), {}};
  move.shift = cv::Point2d(kView / 2., kView / 2.) - cv::Point2d(move(middle_of(face.box)));
  return move;
}

/// The best of the candidates that is in the middle.
std::optional<Face> seen(const std::vector<Face>& candidates) {
  for (const Face& face : merge_faces(candidates)) {
    const cv::Point2f off = middle_of(face.box) - cv::Point2f(kView / 2.f, kView / 2.f);
    if (cv::norm(off) < kOffMiddle * kFaceInView) return face;
  }
  return std::nullopt;
}

cv::Mat view_of(const cv::Mat& bgr, const Move& move) {
  const cv::Matx23d matrix(move.c, -move.s, move.shift.x, move.s, move.c, move.shift.y);
  cv::Mat view;
  cv::warpAffine(bgr, view, matrix, {kView, kView}, cv::INTER_LINEAR, cv::BORDER_REPLICATE);
  return view;
}

/// One who is looked at again.
struct Doubt {
  Face* face;
  double sum;  ///< of the log-odds of all looks so far
  int looks = 1;

  void add(const std::optional<Face>& seen) {
    sum += log_odds(seen ? seen->score : kUnseen);
    face->score = 1 / (1 + std::exp(-sum / ++looks));
  }
};

/// Upright, then those that were seen again mirrored.
void look_at_all(const cv::Mat& bgr, std::vector<Doubt> doubts, const TileLook& look) {
  std::vector<cv::Mat> views;
  for (const Doubt& doubt : doubts) views.push_back(view_of(bgr, to_view(*doubt.face)));
  const auto found = look(views);
  views.clear();
  std::vector<Doubt> seen_again;
  for (std::size_t i = 0; i < doubts.size(); ++i) {
    Doubt& doubt = doubts[i];
    const auto again = seen(found[i]);
    doubt.add(again);
    if (!again || doubt.face->score < kGlanceScore) continue;
    const Move back = to_view(*doubt.face).back();
    doubt.face->box = back(again->box);
    for (std::size_t k = 0; k < again->landmarks.size(); ++k) {
      doubt.face->landmarks[k] = back(again->landmarks[k]);
    }
    views.push_back(view_of(bgr, to_view(*doubt.face)));
    cv::flip(views.back(), views.back(), 1);
    seen_again.push_back(doubt);
  }
  if (views.empty()) return;
  const auto mirrored = look(views);
  for (std::size_t i = 0; i < seen_again.size(); ++i) seen_again[i].add(seen(mirrored[i]));
}

}  // namespace

std::vector<Face> look_again(const cv::Mat& bgr, std::vector<Face> faces, double least,
                             const TileLook& look) {
  std::vector<Doubt> all;
  for (Face& face : faces) {
    if (face.score < kBeyondDoubt && all.size() < kMostLooks) {
      all.push_back({&face, log_odds(face.score)});
    }
  }
  for (std::size_t begin = 0; begin < all.size(); begin += kAtOnce) {
    const auto at = all.begin() + static_cast<std::ptrdiff_t>(begin);
    const std::size_t count = std::min(kAtOnce, all.size() - begin);
    look_at_all(bgr, {at, at + static_cast<std::ptrdiff_t>(count)}, look);
  }
  faces.erase(std::remove_if(faces.begin(), faces.end(),
                             [&](const Face& face) { return face.score < least; }),
              faces.end());
  // What was two at the first look may have become one.
  return merge_faces(std::move(faces));
}

}  // namespace antifaz
