#pragma once

#include <filesystem>
#include <memory>

#include "src/face/face.hpp"

namespace antifaz {

/// Which detector a job finds faces with: the first of these that is named.
struct DetectorChoice {
  std::filesystem::path yunet;           ///< YuNet's ONNX file
  std::filesystem::path landmark_model;  ///< of the built-in HOG detector, where no other is named
  std::filesystem::path own = {};        ///< weights of this project's detector
  double min_face = 20;                  ///< pixels, what the project's detector looks for
};

/// Throws `Error` where the file that the choice names is missing or no such model.
std::unique_ptr<FaceDetector> make_detector(const DetectorChoice& choice);

}  // namespace antifaz
