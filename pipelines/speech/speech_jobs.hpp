#pragma once

#include <filesystem>
#include <string>

#include "pipelines/autoencoders/train_autoencoder.hpp"
#include "pipelines/observer.hpp"
#include "pipelines/speech/speech_denoiser_options.hpp"
#include "src/core/device.hpp"
#include "src/core/named_values.hpp"

namespace antifaz {

/// A denoiser of speech to train.
struct TrainSpeechJob {
  std::filesystem::path data;   ///< clean speech: a folder of .wav and .flac files, or one
  std::filesystem::path noisy;  ///< noisy versions by the same names; empty: noise is made by rule
  SpeechDenoiserOptions denoiser;
  SpeechTraining training;  ///< its folder is the run: new, or to be resumed
  Device device;
  std::string command_line;  ///< for the card
};

/// Trains `SpeechDenoiser`, every tenth recording kept for validation, and writes
/// weights.safetensors into the run's folder. Throws as `train_autoencoder` does.
AutoencoderTrainReport train_speech(const TrainSpeechJob& job, Observer& observer);

struct DenoiseSpeechJob {
  std::filesystem::path model;   ///< of `train_speech`
  std::filesystem::path data;    ///< a sound file, or a folder of them
  std::filesystem::path clean;   ///< the same without noise, to compare with; or empty
  std::filesystem::path output;  ///< of a file a .wav or .flac file, of a folder a new one
  Device device;
};
struct DenoiseSpeechReport {
  std::size_t sounds = 0;
  std::size_t skipped = 0;       ///< files that could not be read, told to the observer
  int rate = 0;                  ///< of what was written
  NamedValues noisy, denoised;   ///< `speech_figures`; empty without clean speech
  std::size_t without_stoi = 0;  ///< recordings too short for it, told to the observer
};
/// Throws `Error` where the output can't be written (before anything is read) and where model or
/// data can't be used; `Stopped` where the observer wants it, before anything is written.
DenoiseSpeechReport denoise_speech(const DenoiseSpeechJob& job, Observer& observer);

/// Whether weights are those of a speech denoiser. Throws `Error` where they can't be read.
bool is_speech_denoiser(const std::filesystem::path& model);

}  // namespace antifaz
