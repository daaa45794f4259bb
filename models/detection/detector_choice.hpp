#pragma once

#include <filesystem>
#include <memory>

#include "src/face/face.hpp"

namespace antifaz {

/// Which detector a job finds faces with: YuNet or else the project's own where they are named,
/// dlib's HOG detector where neither is.
struct DetectorChoice {
  std::filesystem::path yunet;           ///< YuNet's ONNX file
  std::filesystem::path landmark_model;  ///< of the HOG detector, and of faces given as boxes
  std::filesystem::path own = {};        ///< weights of this project's detector
  double min_face = 20;                  ///< pixels, what the project's detector looks for
};

/// Throws `Error` where the file that the choice names is missing or no such model.
std::unique_ptr<FaceDetector> make_detector(const DetectorChoice& choice);

}  // namespace antifaz
