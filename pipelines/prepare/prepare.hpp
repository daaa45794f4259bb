#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "models/detection/detector_choice.hpp"
#include "pipelines/observer.hpp"
#include "pipelines/prepare/data_set.hpp"
#include "src/data/manifest.hpp"

namespace antifaz {

struct PrepareJob {
  DataSet data;
  std::filesystem::path output;  ///< new or empty folder
  DetectorChoice detector;
};

struct PrepareReport {
  std::size_t written = 0;
  std::vector<std::string> problems;  ///< one line for each image that gave no chip
};

/// Turns a data set into aligned chips for training: the main face of every image (none that is
/// doubtful), cut with `chip_transform`, as PNG at the same relative path (extension .png) below
/// `output`, and a `manifest.csv` with the same columns. Looks at the output before it reads
/// anything: throws `Error` where it holds something already or can't be made. Throws `Stopped`
/// between two images where the observer wants it.
PrepareReport prepare(const PrepareJob& job, Observer& observer);

/// The same of what is read already, with a detector at hand.
PrepareReport prepare(const Manifest& input, const std::filesystem::path& output,
                      FaceDetector& detector, Observer& observer);

}  // namespace antifaz
