#pragma once

#include "models/autoencoders/options.hpp"
#include "pipelines/training/trainer_options.hpp"

namespace antifaz {

struct SpeechDenoiserOptions {
  int rate = 8000;             ///< of all sounds: 8000 or 16000
  AutoencoderOptions network;  ///< its shape is the denoiser's own
};

/// Lu et al.'s: fully connected, three hidden layers of 256 units, a code of 64 numbers.
SpeechDenoiserOptions default_speech_denoiser();

struct SpeechTraining {
  TrainerOptions trainer;
  std::size_t batch = 64;      ///< frames a step
  int pretraining_epochs = 1;  ///< a layer, greedily from the outermost inwards; 0: none
};

}  // namespace antifaz
