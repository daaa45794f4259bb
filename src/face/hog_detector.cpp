#include "src/face/face.hpp"
#include "src/face/hog_finder.hpp"
#include "src/face/landmark_model.hpp"

namespace antifaz {
namespace {

class HogDetector : public FaceDetector {
 public:
  explicit HogDetector(const std::string& landmark_model_file) : landmarks_(landmark_model_file) {}

  std::string name() const override { return "hog"; }

  std::vector<Face> detect(const cv::Mat& bgr) override {
    std::vector<Face> faces;
    for (const auto& found : finder_.find(bgr)) {
      faces.push_back({found.box, found.score, landmarks_.predict(bgr, found.box)});
    }
    return faces;
  }

  double smallest_face(cv::Size photo) const override { return HogFinder::smallest(photo); }

 private:
  LandmarkModel landmarks_;
  HogFinder finder_;
};

}  // namespace

std::unique_ptr<FaceDetector> make_hog_detector(const std::string& landmark_model_file) {
  return std::make_unique<HogDetector>(landmark_model_file);
}

}  // namespace antifaz
