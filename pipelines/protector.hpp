#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "src/core/labels.hpp"

namespace antifaz {

/// What changes faces. The shipped one is the generator (`make_generator_protector`); tests bring
/// their own.
class Protector {
 public:
  virtual ~Protector() = default;
  /// What to add to each chip (8-bit BGR, kChipSize square) to draw it towards its target: CV_32FC3
  /// in 8-bit units, such that chip + change stays in [0, 255]. `chips` and `targets` have one
  /// length.
  virtual std::vector<cv::Mat> changes(const std::vector<cv::Mat>& chips,
                                       const std::vector<Target>& targets) = 0;
};

}  // namespace antifaz
