#pragma once

#include <string>
#include <vector>

#include "models/autoencoders/options.hpp"
#include "pipelines/training/trainer_options.hpp"

namespace antifaz {

/// What a denoiser of speech estimates.
enum class SpeechTarget {
  kMask,     ///< how far to turn down each frequency of each frame
  kSpectrum  ///< the clean log-mel spectrum (Lu et al. 2013)
};
/// Their names, in the order of the enumeration.
const std::vector<std::string>& speech_target_names();
std::string name_of(SpeechTarget target);
/// Throws `Error` naming the choices for another name.
SpeechTarget speech_target(const std::string& name);

struct SpeechDenoiserOptions {
  int rate = 8000;  ///< of all sounds: 8000 or 16000
  SpeechTarget target = SpeechTarget::kMask;
  AutoencoderOptions network;  ///< of kSpectrum; its shape is the denoiser's own
};

/// The network of kSpectrum is Lu et al.'s, fully connected with three hidden layers of 256 units,
/// and a code of 280 numbers: as many as go in.
SpeechDenoiserOptions default_speech_denoiser(SpeechTarget target = SpeechTarget::kMask);

struct SpeechTraining {
  TrainerOptions trainer;
  std::size_t batch = 64;  ///< examples a step: of kSpectrum frames, of kMask seconds
  int pretraining_epochs =
      1;  ///< of kSpectrum a layer, greedily from the outermost inwards; 0: none
};

/// A batch, epochs and a learning rate that suit the target.
SpeechTraining default_speech_training(SpeechTarget target = SpeechTarget::kMask);

}  // namespace antifaz
