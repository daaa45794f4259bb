#pragma once

#include <cmath>
#include <vector>

#include "src/face/alignment.hpp"
#include "src/face/judge_interfaces.hpp"

namespace antifaz::testing {

inline int level_of(const FaceView& face) {
  return face.chip.at<cv::Vec3b>(kChipSize / 2, kChipSize / 2)[0];
}

/// A face is the level in the middle of its chip; two are alike but for a hundredth of the
/// difference.
class LevelMatcher : public FaceMatcher {
 public:
  std::string name() const override { return "level matcher"; }
  cv::Mat embed(const std::vector<FaceView>& faces) override {
    ++calls;
    cv::Mat rows(static_cast<int>(faces.size()), 1, CV_32F);
    for (std::size_t i = 0; i < faces.size(); ++i) {
      rows.at<float>(static_cast<int>(i)) = static_cast<float>(level_of(faces[i]));
    }
    return rows;
  }
  double similarity(const cv::Mat& left, const cv::Mat& right) const override {
    return 1 - cv::norm(left, right, cv::NORM_INF) / 100;
  }
  int calls = 0;
};

/// Ten levels above `even` (the middle of the fake detector's faces is 220) are 1 in log odds of
/// "male", ten below are -1.
class LevelClassifier : public GenderClassifier {
 public:
  explicit LevelClassifier(double even_level) : even(even_level) {}
  std::string name() const override { return "level classifier"; }
  std::vector<double> probability_male(const std::vector<FaceView>& faces) override {
    std::vector<double> male;
    for (const FaceView& face : faces) {
      male.push_back(1 / (1 + std::exp((even - level_of(face)) / 10)));
    }
    return male;
  }
  double even;
};

}  // namespace antifaz::testing
