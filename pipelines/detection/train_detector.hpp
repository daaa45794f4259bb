#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "pipelines/observer.hpp"
#include "pipelines/training/training_job.hpp"

namespace antifaz {

struct TrainDetectorJob {
  /// `data`: folders of crops with a manifest, one face each; `bfloat16` is not looked at.
  TrainingJob training;
  std::vector<std::filesystem::path> backgrounds;  ///< folders of pictures without a face
  std::filesystem::path yunet;                     ///< YuNet's ONNX file, the teacher
  /// Folder where the teacher's word on each folder of crops is kept (NAME.csv): asked once.
  std::filesystem::path labels;
  std::optional<std::filesystem::path> from;  ///< weights to begin with
  std::size_t pictures = 3200;                ///< composed for an epoch
};

/// Trains the face detector on pictures composed of crops and backgrounds, and writes it with its
/// card into the run's folder: after every epoch, and at the end. Throws `Error` where the folder
/// is taken or can't be made before any data is read, where the data holds no face the teacher is
/// sure of, and as `train` does.
TrainReport train_detector(const TrainDetectorJob& job, Observer& observer);

}  // namespace antifaz
