#include "pipelines/speech/speech_denoiser_options.hpp"

#include <algorithm>

#include "src/core/error.hpp"

namespace antifaz {

const std::vector<std::string>& speech_target_names() {
  static const std::vector<std::string> names{"mask", "spectrum"};
  return names;
}

std::string name_of(SpeechTarget target) {
  return speech_target_names()[static_cast<std::size_t>(target)];
}

SpeechTarget speech_target(const std::string& name) {
  const auto& names = speech_target_names();
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) {
    throw Error("'" + name + "' is no target of a speech denoiser; choices are mask, spectrum");
  }
  return static_cast<SpeechTarget>(found - names.begin());
}

SpeechDenoiserOptions default_speech_denoiser(SpeechTarget target) {
  SpeechDenoiserOptions options;
  options.target = target;
  options.network.variant = "fully-connected";
  options.network.widths = {256, 256, 256};
  options.network.code = 280;
  return options;
}

SpeechTraining default_speech_training(SpeechTarget target) {
  SpeechTraining training;
  const bool mask = target == SpeechTarget::kMask;
  training.batch = mask ? 8 : 64;
  training.trainer.epochs = 10;
  training.trainer.learning_rate = mask ? 3e-3 : 1e-3;
  return training;
}

}  // namespace antifaz
