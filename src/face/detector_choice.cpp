#include "src/face/detector_choice.hpp"

namespace antifaz {

std::unique_ptr<FaceDetector> make_detector(const DetectorChoice& choice) {
  if (!choice.yunet.empty()) return make_yunet_detector(choice.yunet.string());
  return make_hog_detector(choice.landmark_model.string());
}

}  // namespace antifaz
