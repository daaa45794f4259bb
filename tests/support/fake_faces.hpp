#pragma once

#include <opencv2/core.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "src/face/alignment.hpp"
#include "src/face/judge_interfaces.hpp"

namespace antifaz::testing {

/// The fake detector's world: rows of square cells of this many pixels, each with a face (a bright
/// square in its middle) or without.
inline constexpr int kCell = 64;

/// One row of cells, faces where `faces` says so. `level` (below 200) is the background.
inline cv::Mat drawn_photo(const std::vector<bool>& faces, int level = 100, int depth = CV_8U) {
  const double unit = depth == CV_16U ? 257 : 1;
  cv::Mat photo(kCell, kCell * static_cast<int>(faces.size()), CV_MAKETYPE(depth, 3),
                cv::Scalar::all(level * unit));
  for (std::size_t i = 0; i < faces.size(); ++i) {
    if (faces[i]) {
      photo(cv::Rect(static_cast<int>(i) * kCell + 24, 24, 16, 16)) = cv::Scalar::all(220 * unit);
    }
  }
  return photo;
}

/// Finds the bright squares, left to right. Throws at a black background, as real detectors may at
/// odd photographs.
class FakeDetector : public FaceDetector {
 public:
  std::string name() const override { return "fake"; }
  std::vector<Face> detect(const cv::Mat& bgr) override {
    if (bgr.at<cv::Vec3b>(0, 0)[0] < 5)
      throw std::runtime_error("the detector fell over\nat frame #0");
    std::vector<Face> faces;
    for (int x = 0; x + kCell <= bgr.cols && bgr.rows >= kCell; x += kCell) {
      if (bgr.at<cv::Vec3b>(kCell / 2, x + kCell / 2)[0] <= 200) continue;
      Face face;
      face.box = cv::Rect2f(static_cast<float>(x), 0, kCell, kCell);
      face.score = 1;
      face.doubtful = x / kCell == doubtful_cell;
      face.landmarks = chip_template();
      for (auto& point : face.landmarks) {
        point = point * (static_cast<float>(kCell) / kChipSize) + face.box.tl();
      }
      faces.push_back(face);
    }
    return faces;
  }
  double smallest_face(cv::Size) const override { return smallest; }

  int doubtful_cell = -1;  ///< the face in this cell is doubtful
  double smallest = 0;     ///< what it says that it looks for
};

/// P(male) is the background's level (at the photograph's corner), 0 to 200 as 0 to 1.
class FakeClassifier : public GenderClassifier {
 public:
  std::string name() const override { return "fake classifier"; }
  std::vector<double> probability_male(const std::vector<FaceView>& faces) override {
    std::vector<double> answers;
    for (const FaceView& face : faces) answers.push_back(face.bgr.at<cv::Vec3b>(0, 0)[0] / 200.0);
    return answers;
  }
};

}  // namespace antifaz::testing
