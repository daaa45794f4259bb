#include "src/face/merge_faces.hpp"

#include <algorithm>

namespace antifaz {
namespace {

// Candidates are of the same face above kSameFace overlap; only those above kVote have a say.
constexpr double kSameFace = 0.3, kVote = 0.6;

}  // namespace

double overlap(const cv::Rect2f& left, const cv::Rect2f& right) {
  const double common = (left & right).area();
  return common > 0 ? common / (left.area() + right.area() - common) : 0;
}

std::vector<Face> merge_faces(std::vector<Face> candidates) {
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Face& left, const Face& right) { return left.score > right.score; });
  std::vector<Face> faces;
  std::vector<bool> used(candidates.size());
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (used[i]) continue;
    const Face& best = candidates[i];
    double weight = 0;
    cv::Vec4d box;
    std::array<cv::Point2d, 5> points;
    for (std::size_t j = i; j < candidates.size(); ++j) {
      const Face& other = candidates[j];
      const double same = j == i ? 1 : overlap(best.box, other.box);
      if (used[j] || same <= kSameFace) continue;
      used[j] = true;
      if (same < kVote) continue;
      weight += other.score;
      box += other.score * cv::Vec4d(other.box.x, other.box.y, other.box.width, other.box.height);
      for (std::size_t k = 0; k < points.size(); ++k) {
        points[k] += other.score * cv::Point2d(other.landmarks[k]);
      }
    }
    Face face;
    face.score = best.score;
    face.doubtful = best.doubtful;
    box /= weight;
    face.box = cv::Rect2d(box[0], box[1], box[2], box[3]);
    for (std::size_t k = 0; k < points.size(); ++k) face.landmarks[k] = points[k] / weight;
    faces.push_back(face);
  }
  return faces;
}

}  // namespace antifaz
