#pragma once

#include <filesystem>
#include <memory>

#include "src/face/face.hpp"

namespace antifaz {

/// Which detector a job finds faces with.
struct DetectorChoice {
  std::filesystem::path yunet;           ///< YuNet's ONNX file; empty: the built-in HOG detector
  std::filesystem::path landmark_model;  ///< of the built-in detector
};

/// Throws `Error` where the file that the choice names is missing or no such model.
std::unique_ptr<FaceDetector> make_detector(const DetectorChoice& choice);

}  // namespace antifaz
