#pragma once

#include <torch/nn/module.h>

#include <filesystem>
#include <memory>
#include <vector>

#include "models/safetensors.hpp"
#include "pipelines/speech/speech_estimator.hpp"

namespace antifaz {

/// Speech enhancement by a network that learned from pairs of noisy and clean speech: either gains
/// on the short-time spectrum (`MaskNetwork`), or Lu, Tsao, Matsuda and Hori's (2013) deep
/// denoising autoencoder, seven neighbouring frames of 40 log-mel energies of noisy speech into
/// those of the clean speech, with an identity path and global variance equalisation, every band
/// turned down to the estimate. Both keep the noisy phase, and neither ever makes anything louder.
class SpeechDenoiser {
 public:
  /// Its weights are drawn from torch's default generator. Throws `Error` for another rate.
  explicit SpeechDenoiser(const SpeechDenoiserOptions& options);
  /// Throws `Error` where the file holds no such model.
  static SpeechDenoiser load(const std::filesystem::path& file);
  static bool is_one(const Card& card);

  /// Trains, a spectrum's layers one by one first; validation ("loss", of a spectrum "mse" too) on
  /// other pairs, which may be none. Throws `Error` where there is nothing to train on.
  /// Precondition: none is silent.
  TrainReport train(const std::vector<SpeechPair>& pairs, const std::vector<SpeechPair>& validation,
                    const SpeechTraining& options, Observer& observer);

  /// As long and as loud as it came. Precondition: trained.
  Samples enhance(const Samples& noisy);

  /// Float32 safetensors whose card holds every option.
  void save(Card card, const std::filesystem::path& file) const;

  int rate() const { return options_.rate; }
  /// Network and scale; `to` moves them to a device.
  torch::nn::Module& module() { return estimator_->module(); }

 private:
  SpeechDenoiserOptions options_;
  StftOptions stft_;
  std::unique_ptr<SpeechEstimator> estimator_;
};

}  // namespace antifaz
