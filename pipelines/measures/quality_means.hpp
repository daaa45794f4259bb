#pragma once

#include <opencv2/core.hpp>

#include "pipelines/evaluation_report.hpp"
#include "src/face/face.hpp"

namespace antifaz {

/// Gathers a `QualityResult` face by face.
class QualityMeans {
 public:
  /// Compares two equally large 8-bit BGR versions of a photograph in the chip of `face`. Returns
  /// its `smooth_change`.
  double add(const cv::Mat& original, const cv::Mat& changed, const Face& face);

  /// NaN where no face was added.
  QualityResult means() const;

 private:
  QualityResult sums_;
};

}  // namespace antifaz
