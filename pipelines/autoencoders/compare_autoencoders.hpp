#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "models/autoencoders/options.hpp"
#include "pipelines/autoencoders/autoencoder_comparison.hpp"
#include "pipelines/autoencoders/face_judges.hpp"
#include "pipelines/observer.hpp"
#include "pipelines/training/trainer_options.hpp"
#include "src/core/device.hpp"
#include "src/tensors/example_shape.hpp"

namespace antifaz {

/// Several autoencoders to train on the same data and to compare.
struct CompareAutoencodersJob {
  std::filesystem::path data;         ///< see `read_examples`; every tenth example validates
  ExampleShape shape;                 ///< of images
  int limit = 0;                      ///< at most so many examples; 0: all
  AutoencoderOptions network;         ///< of every variant; its shape is that of the data
  std::vector<std::string> variants;  ///< names, none twice; empty: all that fit the data
  std::size_t batch = 64;             ///< examples a step
  int shown = 10;                     ///< validation images to show reconstructed
  int seeds = 1;                      ///< trainings of each variant
  FaceJudges judges;                  ///< of what is drawn, where the data are faces
  Device device;
  TrainerOptions trainer;  ///< of each; its folder is the result's: new, or empty
};

/// Trains and measures every variant with the same examples, seeds and number of steps. The folder
/// gets comparison.html (with the pictures in it), .md, .csv (a row a training) and .png, written
/// after every variant, and every model. A variant that fails is an outcome. Throws `Error` where
/// the folder is taken or can't be made (before anything is read) and where the data can't be used;
/// `UsageError` for a named variant that can't be made so (of image files before these are read,
/// else before anything is trained).
AutoencoderComparison compare_autoencoders(const CompareAutoencodersJob& job, Observer& observer);

}  // namespace antifaz
