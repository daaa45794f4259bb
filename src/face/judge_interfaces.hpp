#pragma once

#include <memory>
#include <opencv2/core.hpp>
#include <string>
#include <vector>

#include "src/face/face.hpp"

namespace antifaz {

/// A face in its photograph, as every classifier and matcher receives it: each cuts the crop it was
/// made for.
struct FaceView {
  cv::Mat bgr;  ///< 8-bit photograph
  Landmarks landmarks;
  cv::Rect2f box = {};  ///< the detector's; empty where nobody asks for it
  cv::Mat chip = {};    ///< the aligned chip, where it is cut already; else whoever needs it does
};

/// A gender classifier seen from outside.
class GenderClassifier {
 public:
  virtual ~GenderClassifier() = default;
  virtual std::string name() const = 0;
  /// P(male) in [0, 1] for each face, in order.
  virtual std::vector<double> probability_male(const std::vector<FaceView>& faces) = 0;
};

/// A face matcher seen from outside.
class FaceMatcher {
 public:
  virtual ~FaceMatcher() = default;
  virtual std::string name() const = 0;
  /// One embedding a row, CV_32F [faces.size(), d].
  virtual cv::Mat embed(const std::vector<FaceView>& faces) = 0;
  /// Similarity of two embeddings (rows): higher is more alike.
  virtual double similarity(const cv::Mat& left, const cv::Mat& right) const = 0;
};

/// dlib's `dnn_gender_classifier_v1.dat` / `face_recognition_densenet_model_v1.dat`. Throw `Error`
/// where the file is missing or foreign.
std::unique_ptr<GenderClassifier> make_dlib_gender_classifier(const std::string& file);
std::unique_ptr<FaceMatcher> make_dlib_face_matcher(const std::string& file);

/// A network from elsewhere, run by OpenCV's DNN module as a JSON file describes it (see
/// `DnnDescription`). Throw `Error` where the description or its model can't be used.
std::unique_ptr<GenderClassifier> make_dnn_gender_classifier(const std::string& description);
std::unique_ptr<FaceMatcher> make_dnn_face_matcher(const std::string& description);

}  // namespace antifaz
