#include "pipelines/detection/detection_figures.hpp"

#include <algorithm>
#include <cmath>

#include "src/face/merge_faces.hpp"

namespace antifaz {
namespace {

constexpr double kOnIgnored = 0.3;  // share of a find's box inside an ignored face's

bool on_ignored(const cv::Rect2f& box, const std::vector<TrueFace>& truth) {
  return std::any_of(truth.begin(), truth.end(), [&](const TrueFace& face) {
    return face.ignored && (face.box & box).area() > kOnIgnored * box.area();
  });
}

}  // namespace

PictureMatch match_faces(const std::vector<Face>& found, const std::vector<TrueFace>& truth,
                         double least_overlap) {
  std::vector<Face> sorted = found;
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const Face& left, const Face& right) { return left.score > right.score; });
  PictureMatch match{std::vector<double>(truth.size(), -1), {}};
  for (const Face& face : sorted) {
    double best = least_overlap;
    std::size_t at = truth.size();
    for (std::size_t i = 0; i < truth.size(); ++i) {
      const double same = overlap(face.box, truth[i].box);
      if (match.found[i] >= 0 || same < best) continue;
      best = same;
      at = i;
    }
    if (at < truth.size()) {
      match.found[at] = face.score;
    } else if (!on_ignored(face.box, truth)) {
      match.false_finds.push_back(face.score);
    }
  }
  return match;
}

double average_precision(const std::vector<PictureMatch>& pictures,
                         const std::vector<std::vector<TrueFace>>& truth) {
  std::vector<std::pair<double, bool>> finds;  // score, right
  double faces = 0;
  for (std::size_t n = 0; n < pictures.size(); ++n) {
    for (std::size_t i = 0; i < truth[n].size(); ++i) {
      if (truth[n][i].ignored) continue;
      ++faces;
      if (pictures[n].found[i] >= 0) finds.emplace_back(pictures[n].found[i], true);
    }
    for (const double score : pictures[n].false_finds) finds.emplace_back(score, false);
  }
  if (faces == 0) return std::nan("");
  std::sort(finds.rbegin(), finds.rend());
  std::vector<double> precisions;
  double right = 0;
  std::vector<std::size_t> rises;
  for (std::size_t k = 0; k < finds.size(); ++k) {
    if (finds[k].second) {
      ++right;
      rises.push_back(k);
    }
    precisions.push_back(right / static_cast<double>(k + 1));
  }
  for (std::size_t k = precisions.size(); k-- > 1;) {
    precisions[k - 1] = std::max(precisions[k - 1], precisions[k]);
  }
  double area = 0;
  for (const std::size_t k : rises) area += precisions[k] / faces;
  return area;
}

}  // namespace antifaz
