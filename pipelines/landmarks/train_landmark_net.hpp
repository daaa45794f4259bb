#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "pipelines/observer.hpp"
#include "pipelines/training/training_job.hpp"

namespace antifaz {

struct TrainLandmarkNetJob {
  /// `data`: folders of crops with a manifest, one face each; `bfloat16` is not looked at.
  TrainingJob training;
  std::vector<std::filesystem::path> backgrounds;  ///< folders of pictures without a face
  std::filesystem::path yunet;                     ///< YuNet's ONNX file, teacher of the five
  std::filesystem::path shapes;  ///< TorchScript, teacher of the 68 (`ShapeTeacher`)
  /// Folder where the teachers' words on each folder of crops are kept (NAME.csv, as the detector's
  /// training keeps them, and NAME-shapes.csv): asked once.
  std::filesystem::path labels;
  std::optional<std::filesystem::path> from;  ///< weights to begin with
};

/// Trains the landmark network and writes it with its card into the run's folder: after every
/// epoch, and at the end. Throws `Error` where the folder is taken or can't be made before any data
/// is read, where the data holds no face that both teachers are sure of, and as `train` does.
TrainReport train_landmark_net(const TrainLandmarkNetJob& job, Observer& observer);

}  // namespace antifaz
