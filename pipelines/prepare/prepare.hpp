#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "pipelines/observer.hpp"
#include "src/data/manifest.hpp"
#include "src/face/face.hpp"

namespace antifaz {

struct PrepareOptions {
  Manifest input;
  std::filesystem::path output;  ///< new or empty folder
};

struct PrepareReport {
  std::size_t written = 0;
  std::vector<std::string> problems;  ///< one line for each image that gave no chip
};

/// Turns a data set into aligned chips for training: the main face of every image, cut with
/// `chip_transform`, as PNG at the same relative path (extension .png) below `output`, and a
/// `manifest.csv` with the same columns. Throws `Error` where the output folder holds anything
/// already.
PrepareReport prepare(const PrepareOptions& options, FaceDetector& detector, Observer& observer);

}  // namespace antifaz
