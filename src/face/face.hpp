#pragma once

#include <array>
#include <memory>
#include <opencv2/core.hpp>
#include <string>
#include <vector>

namespace antifaz {

/// Five points in photograph pixels: the eye on the left of the picture, the other eye, nose tip,
/// mouth corner on the left of the picture, the other corner (the order of YuNet and of ArcFace).
using Landmarks = std::array<cv::Point2f, 5>;

/// One face of a photograph.
struct Face {
  cv::Rect2f box;    ///< may reach over the photograph's edge
  double score = 0;  ///< detector's own confidence, comparable within one detector only
  Landmarks landmarks;
  bool doubtful = false;  ///< perhaps no face: its score lies below what the detector is sure of
};

/// Finds the faces of a photograph with their landmarks.
class FaceDetector {
 public:
  virtual ~FaceDetector() = default;
  virtual std::string name() const = 0;
  /// All faces of an 8-bit BGR photograph of any size, best score first. A 1x1 photograph simply
  /// has none.
  virtual std::vector<Face> detect(const cv::Mat& bgr) = 0;
  /// From how many pixels on (the root of the box's area) faces are looked for in a photograph of
  /// this size; 0: nobody knows.
  virtual double smallest_face(cv::Size /*photo*/) const { return 0; }
};

/// dlib's frontal HOG detector with this project's own landmark model; calls no face doubtful.
/// Throws `Error` where the model is missing or no such model.
std::unique_ptr<FaceDetector> make_hog_detector(const std::string& landmark_model_file);

/// YuNet through cv::FaceDetectorYN; brings its own landmarks. Small photographs are enlarged first
/// (YuNet throws below about 120 px). Doubtful is what OpenCV would leave out by itself, a score
/// below 0.9. Throws `Error` where the file is missing or not YuNet's.
std::unique_ptr<FaceDetector> make_yunet_detector(const std::string& onnx_file);

/// The face a portrait is of: large and near the middle; a doubtful one only where all are. Index
/// into `faces`, which must not be empty.
std::size_t main_face(const std::vector<Face>& faces, cv::Size photo);

/// Those that are not doubtful, in their order.
std::vector<Face> sure_faces(std::vector<Face> faces);

}  // namespace antifaz
