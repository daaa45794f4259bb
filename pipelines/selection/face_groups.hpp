#pragma once

#include <cstddef>
#include <opencv2/core.hpp>
#include <optional>
#include <vector>

namespace antifaz {

/// Faces by whom they show, one face after the other: each joins the group whose mean it is most
/// alike, or founds one. The order decides; nothing is moved or joined later. The memory is one
/// embedding a group.
class FaceGroups {
 public:
  /// `least`: cosine similarity of a face and a group's mean from which on it is of the group.
  explicit FaceGroups(double least) : least_(least) {}

  /// The group, from 0, of a face with this embedding (one row, CV_32F, as long as the others).
  /// Empty where the embedding is no numbers or all 0, which shows nobody. A face that is not
  /// `sure` may join a group, but moves no mean and founds none: empty then.
  std::optional<std::size_t> add(const cv::Mat& embedding, bool sure = true);

  std::size_t size() const { return counts_.size(); }
  /// Faces of each group, those that were not sure among them.
  const std::vector<std::size_t>& counts() const { return counts_; }

 private:
  double least_;
  cv::Mat sums_;               // of embeddings of length 1, a row a group
  std::vector<double> norms_;  // of the sums
  std::vector<std::size_t> counts_;
};

}  // namespace antifaz
