#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "pipelines/observer.hpp"
#include "src/face/face.hpp"
#include "src/face/landmark_model.hpp"

namespace antifaz {

struct LandmarkTrainingOptions {
  std::filesystem::path output;   ///< the model, .dat
  std::size_t max_images = 6000;  ///< a seeded choice where there are more; 0: all
  double held_out = 0.1;          ///< share of the images kept for the error
  int jitters = 1;                ///< further boxes of an image, moved and scaled at random
  double shift = 0.06;            ///< of the box side, at most
  double zoom = 0.08;             ///< at most
  LandmarkModelOptions model;
};

struct LandmarkTrainingReport {
  std::size_t images = 0;  ///< looked at
  std::size_t unreadable = 0;
  std::size_t no_teacher = 0;  ///< teacher found no face in every view
  std::size_t no_box = 0;      ///< the HOG detector did not find that face
  std::size_t samples = 0;     ///< grown from
  std::size_t held_out = 0;    ///< images measured on
  double held_out_error = 0;   ///< mean distance to the teacher's points / eye distance
  double held_out_p95 = 0;     ///< the same, of an image, 95th percentile
};

struct TrainLandmarksJob {
  std::vector<std::filesystem::path> data;  ///< folders of photographs, with a manifest or without
  std::filesystem::path yunet;              ///< YuNet's ONNX file, the teacher
  LandmarkTrainingOptions options;
};

/// Looks at the output, then lists the photographs and trains on them.
LandmarkTrainingReport train_landmarks(const TrainLandmarksJob& job, Observer& observer);

/// Trains the five-point model that the HOG detector uses, with `teacher`'s points as labels
/// (averaged over four views of each image), and writes it. The same images, options and teacher
/// give the same file. Throws `Error`, before it looks at an image, where the file can't be
/// written, and where no image is usable; `Stopped` between two images where the observer wants it.
LandmarkTrainingReport train_landmarks(const LandmarkTrainingOptions& options,
                                       const std::vector<std::filesystem::path>& images,
                                       FaceDetector& teacher, Observer& observer);

}  // namespace antifaz
