#include "pipelines/selection/face_groups.hpp"

namespace antifaz {

std::optional<std::size_t> FaceGroups::add(const cv::Mat& embedding, bool sure) {
  const double length = cv::norm(embedding);
  if (!cv::checkRange(embedding) || !(length > 0)) return std::nullopt;
  const cv::Mat face = embedding / length;
  std::optional<std::size_t> best;
  double most = least_;
  for (std::size_t group = 0; group < size(); ++group) {
    const double alike = sums_.row(static_cast<int>(group)).dot(face) / norms_[group];
    if (alike < most || (best && alike == most)) continue;
    most = alike;
    best = group;
  }
  if (!sure) {
    if (best) ++counts_[*best];
    return best;
  }
  if (best) {
    cv::Mat sum = sums_.row(static_cast<int>(*best));
    sum += face;
    norms_[*best] = cv::norm(sum);
    ++counts_[*best];
    return best;
  }
  sums_.push_back(face);
  norms_.push_back(cv::norm(face));
  counts_.push_back(1);
  return size() - 1;
}

}  // namespace antifaz
