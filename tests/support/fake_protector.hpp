#pragma once

#include <stdexcept>
#include <vector>

#include "pipelines/anonymize/protector.hpp"
#include "src/face/alignment.hpp"

namespace antifaz::testing {

/// Changes every pixel by an amount that tells the target; refuses chips of one background, and
/// leaves those of another nearly as they are.
class FakeProtector : public Protector {
 public:
  static float amount(Target target) {
    return target == Target::kMale ? 30.f : target == Target::kFemale ? -30.f : 10.f;
  }

  std::vector<cv::Mat> changes(const std::vector<FaceToChange>& faces) override {
    ++calls;
    std::vector<cv::Mat> changes;
    for (const FaceToChange& face : faces) {
      if (face.chip.at<cv::Vec3b>(0, 0)[0] == refused_level) {
        throw std::runtime_error("the network fell over");
      }
      const bool weak = face.chip.at<cv::Vec3b>(0, 0)[0] == weak_level;
      changes.emplace_back(kChipSize, kChipSize, CV_32FC3,
                           cv::Scalar::all(weak ? 0.4 : amount(face.target)));
      chips.push_back(face.chip);
    }
    if (loses_one) changes.pop_back();
    return changes;
  }

  int calls = 0;
  std::vector<cv::Mat> chips;  ///< all it was given
  int refused_level = -1, weak_level = -1;
  bool loses_one = false;
};

}  // namespace antifaz::testing
