#pragma once

#include "src/face/judge_interfaces.hpp"

namespace antifaz::testing {

/// Embeds a face as the level of its photograph's corner; similarity is minus the distance.
class FakeMatcher : public FaceMatcher {
 public:
  std::string name() const override { return "fake matcher"; }
  cv::Mat embed(const std::vector<FaceView>& faces) override {
    cv::Mat rows(static_cast<int>(faces.size()), 1, CV_32F);
    for (std::size_t i = 0; i < faces.size(); ++i) {
      rows.at<float>(static_cast<int>(i)) = faces[i].bgr.at<cv::Vec3b>(0, 0)[0];
    }
    return rows;
  }
  double similarity(const cv::Mat& left, const cv::Mat& right) const override {
    return -cv::norm(left, right, cv::NORM_INF);
  }
};

}  // namespace antifaz::testing
