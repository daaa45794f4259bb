#include "models/detection/detector_choice.hpp"

#include "models/detection/tiled_detector.hpp"

namespace antifaz {

std::unique_ptr<FaceDetector> make_detector(const DetectorChoice& choice) {
  if (!choice.yunet.empty()) return make_yunet_detector(choice.yunet.string());
  if (!choice.own.empty()) return make_tiled_detector(choice.own, {choice.min_face});
  return make_hog_detector(choice.landmark_model.string());
}

}  // namespace antifaz
