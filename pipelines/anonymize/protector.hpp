#pragma once

#include <opencv2/core.hpp>
#include <optional>
#include <vector>

#include "src/core/labels.hpp"

namespace antifaz {

/// A face that waits for its change.
struct FaceToChange {
  cv::Mat chip;  ///< 8-bit BGR, kChipSize square
  Target target = Target::kNeutral;
  std::optional<Gender> label;  ///< the face's own, where the mode asked for it
};

/// What changes faces. The shipped one is the generator (`make_protector`); tests bring their own.
class Protector {
 public:
  virtual ~Protector() = default;
  /// What to add to each chip to draw it towards its target: CV_32FC3 in 8-bit units, such that
  /// chip + change stays in [0, 255].
  virtual std::vector<cv::Mat> changes(const std::vector<FaceToChange>& faces) = 0;
};

}  // namespace antifaz
