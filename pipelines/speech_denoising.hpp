#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <memory>
#include <vector>

#include "models/autoencoders/autoencoder.hpp"
#include "src/audio/mel.hpp"

namespace antifaz {

/// The same speech with and without noise, equally long.
struct SpeechPair {
  Samples noisy, clean;
};

struct SpeechDenoiserOptions {
  int rate = 8000;              ///< of all sounds: 8000 or 16000
  int depth = 3;                ///< hidden layers of the encoder; the decoder mirrors them
  int width = 256;              ///< units of a hidden layer
  int code = 64;                ///< numbers in the code
  int pretraining_steps = 600;  ///< a layer, greedily from the outermost inwards; 0: none
  int steps = 3000;             ///< of the whole network
  int batch = 64;               ///< frames a step
  double learning_rate = 1e-3;  ///< Adam's, falling to zero along a cosine
  std::uint64_t seed = 1;
};

/// Speech enhancement by a deep denoising autoencoder (Lu, Tsao, Matsuda and Hori 2013): it learns
/// to turn 7 neighbouring frames of 40 log-mel energies of noisy speech into those of the clean
/// speech. The waveform is rebuilt from the noisy one, every band turned down to the estimate, with
/// the noisy phase.
class SpeechDenoiser {
 public:
  /// Throws `Error` for another rate.
  explicit SpeechDenoiser(const SpeechDenoiserOptions& options);

  /// Pretrains the layers and trains the whole. Throws `Error` where there are no pairs.
  /// Precondition: none is silent.
  void train(const std::vector<SpeechPair>& pairs);

  /// As long and as loud as it came. Precondition: trained.
  Samples enhance(const Samples& noisy);

  /// Log-mel energies [frames, 40] as the network sees them, for speech at root mean square 0.1.
  cv::Mat log_mel(const Samples& samples) const;

 private:
  /// Normalised frames with their neighbours [frames, 7 * 40].
  at::Tensor examples(const Samples& samples) const;
  /// Clean frames [frames, 40], each the mean of the 7 examples it appears in.
  cv::Mat estimate(const Samples& noisy);
  void learn_scale(const std::vector<SpeechPair>& pairs);
  /// Minimises the loss of `layer` on what `before` makes of the pairs.
  void minimise(Autoencoder& layer, const std::vector<std::shared_ptr<Autoencoder>>& before,
                const at::Tensor& noisy, const at::Tensor& clean, int steps);

  SpeechDenoiserOptions options_;
  StftOptions stft_;
  MelBands bands_;
  std::shared_ptr<Autoencoder> network_;
  at::Tensor mean_, deviation_;  ///< [40] of the training frames
};

}  // namespace antifaz
