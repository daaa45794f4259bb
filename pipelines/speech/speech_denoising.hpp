#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "models/autoencoders/factory.hpp"
#include "pipelines/autoencoders/autoencode.hpp"
#include "pipelines/speech/noisy_speech.hpp"
#include "pipelines/speech/speech_denoiser_options.hpp"
#include "src/audio/mel.hpp"

namespace antifaz {

/// Speech enhancement by a deep denoising autoencoder (Lu, Tsao, Matsuda and Hori 2013): seven
/// neighbouring frames of 40 log-mel energies of noisy speech into those of the clean
/// speech. The waveform is rebuilt from the noisy one, every band turned down to the estimate, with
/// the noisy phase.
class SpeechDenoiser {
 public:
  /// Its weights are drawn from torch's default generator. Throws `Error` for another rate.
  explicit SpeechDenoiser(const SpeechDenoiserOptions& options);
  /// Throws `Error` where the file holds no such model.
  static SpeechDenoiser load(const std::filesystem::path& file);
  static bool is_one(const Card& card);

  /// Pretrains the layers and trains the whole; validation ("loss", "mse") on other pairs, which
  /// may be none. Throws `Error` where there is nothing to train on. Precondition: none is silent.
  TrainReport train(const std::vector<SpeechPair>& pairs, const std::vector<SpeechPair>& validation,
                    const SpeechTraining& options, Observer& observer);

  /// As long and as loud as it came. Precondition: trained.
  Samples enhance(const Samples& noisy);

  /// Log-mel energies [frames, 40] as the network sees them, for speech at root mean square 0.1.
  cv::Mat log_mel(const Samples& samples) const;

  /// Float32 safetensors whose card holds every option.
  void save(Card card, const std::filesystem::path& file) const;

  int rate() const { return options_.rate; }
  /// Network and scale; `to` moves them to a device.
  torch::nn::Module& module();

 private:
  struct Model;

  /// Normalised frames with their neighbours [frames, 7 * 40].
  torch::Tensor examples(const Samples& samples) const;
  /// All frames of all pairs.
  Examples examples(const std::vector<SpeechPair>& pairs) const;
  /// Clean frames [frames, 40], each the mean of the 7 examples it appears in.
  cv::Mat estimate(const Samples& noisy);
  void learn_scale(const std::vector<SpeechPair>& pairs);

  SpeechDenoiserOptions options_;
  StftOptions stft_;
  MelBands bands_;
  std::shared_ptr<Model> model_;
};

}  // namespace antifaz
