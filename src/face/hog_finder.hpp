#pragma once

#include <memory>
#include <opencv2/core.hpp>
#include <vector>

namespace antifaz {

/// dlib's frontal face detector (histograms of oriented gradients, Dalal and Triggs 2005): boxes
/// without landmarks. It needs no file.
class HogFinder {
 public:
  struct Found {
    cv::Rect2f box;  ///< square, photograph pixels, may reach over the edge
    double score;
  };

  HogFinder();
  ~HogFinder();

  /// Faces of an 8-bit BGR photograph, best first. The smallest it can find is 80 px, less where
  /// the photograph is small: such are enlarged.
  std::vector<Found> find(const cv::Mat& bgr);
  /// From how many pixels on it finds faces in a photograph of this size.
  static double smallest(cv::Size photo);

 private:
  std::vector<Found> look(const cv::Mat& bgr, double scale, double border);

  struct Detector;
  std::unique_ptr<Detector> detector_;
};

}  // namespace antifaz
