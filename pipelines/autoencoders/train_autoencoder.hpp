#pragma once

#include <filesystem>
#include <string>

#include "models/autoencoders/options.hpp"
#include "pipelines/observer.hpp"
#include "pipelines/training/trainer_options.hpp"
#include "src/core/device.hpp"
#include "src/tensors/example_shape.hpp"

namespace antifaz {

/// An autoencoder to train on images or vectors.
struct TrainAutoencoderJob {
  std::filesystem::path data;   ///< see `read_examples`; every tenth example validates
  std::filesystem::path noisy;  ///< noisy versions of the data, to restore it from; or empty
  ExampleShape shape;           ///< of images
  int limit = 0;                ///< at most so many examples; 0: all
  AutoencoderOptions network;   ///< its shape is that of the data
  bool pretrain = false;        ///< layer by layer first
  std::size_t batch = 64;       ///< examples a step
  Device device;
  std::string command_line;  ///< for the card
  TrainerOptions trainer;    ///< its folder is the run: new, or to be resumed
};

struct AutoencoderTrainReport {
  TrainReport training;
  std::size_t skipped = 0;  ///< images or sounds that could not be read, told to the observer
};

/// Trains (fits, where there is a closed form), fits the distribution of the training's codes, and
/// writes weights.safetensors into the run's folder. Throws `Error` where the folder is taken or
/// can't be made (before anything is read) and where the data can't be used; `UsageError` for a
/// network that can't be made (of image files before these are read); `Stopped` where the observer
/// wants it.
AutoencoderTrainReport train_autoencoder(const TrainAutoencoderJob& job, Observer& observer);

}  // namespace antifaz
