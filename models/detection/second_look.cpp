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
constexpr int kMostLooks = 300;      // a picture: what is beyond them keeps its first score

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
  const cv::Point2f eyes = face.landmarks[1] - face.landmarks[0];
  const double angle = -std::atan2(eyes.y, eyes.x);
  const double scale = kFaceInView / std::max(1.f, std::sqrt(face.box.area()));
  Move move{scale * std::cos(angle), scale * std::sin(angle), {}};
  move.shift = cv::Point2d(kView / 2., kView / 2.) - cv::Point2d(move(middle_of(face.box)));
  return move;
}

/// The best of what is seen in the middle.
std::optional<Face> seen(const cv::Mat& view, const TileLook& look) {
  for (const Face& face : merge_faces(look(view))) {
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

void look_again_at(const cv::Mat& bgr, const TileLook& look, Face& face) {
  double sum = log_odds(face.score);
  const auto mean_of = [&](int looks) { return 1 / (1 + std::exp(-sum / looks)); };
  const Move move = to_view(face);
  const auto again = seen(view_of(bgr, move), look);
  sum += log_odds(again ? again->score : kUnseen);
  face.score = mean_of(2);
  if (!again || face.score < kGlanceScore) return;
  const Move back = move.back();
  face.box = back(again->box);
  for (std::size_t i = 0; i < face.landmarks.size(); ++i) {
    face.landmarks[i] = back(again->landmarks[i]);
  }
  cv::Mat mirrored;
  cv::flip(view_of(bgr, to_view(face)), mirrored, 1);
  const auto third = seen(mirrored, look);
  sum += log_odds(third ? third->score : kUnseen);
  face.score = mean_of(3);
}

}  // namespace

std::vector<Face> look_again(const cv::Mat& bgr, const std::vector<Face>& faces, double least,
                             const TileLook& look) {
  std::vector<Face> kept;
  int looks = 0;
  for (Face face : faces) {
    if (face.score < kBeyondDoubt && ++looks <= kMostLooks) look_again_at(bgr, look, face);
    if (face.score >= least) kept.push_back(face);
  }
  // What was two at the first look may have become one.
  return merge_faces(std::move(kept));
}

}  // namespace antifaz
