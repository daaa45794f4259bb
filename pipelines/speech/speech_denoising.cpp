#include "pipelines/speech/speech_denoising.hpp"

#include <torch/types.h>

#include <map>
#include <string>

#include "models/autoencoders/factory.hpp"
#include "models/autoencoders/kept/centring.hpp"
#include "models/card_numbers.hpp"
#include "models/weights.hpp"
#include "src/audio/noise.hpp"
#include "src/core/error.hpp"

namespace antifaz {
namespace {

constexpr char kArchitecture[] = "antifaz-speech-denoiser";
constexpr char kTarget[] = "target";

StftOptions stft_options(int rate) {
  if (rate != 8000 && rate != 16000) {
    throw Error("speech is enhanced at 8000 or 16000 samples a second, not at " +
                std::to_string(rate) + "; resample it");
  }
  return {rate / 1000 * 32, rate / 1000 * 8};
}

Samples scaled(const Samples& samples, double factor) {
  Samples result = samples;
  for (float& sample : result) sample *= static_cast<float>(factor);
  return result;
}

/// Both sides times what brings the noisy one to `kSpeechLevel`.
std::vector<SpeechPair> at_level(const std::vector<SpeechPair>& pairs) {
  std::vector<SpeechPair> result;
  for (const SpeechPair& pair : pairs) {
    const double factor = kSpeechLevel / rms(pair.noisy);
    result.push_back({scaled(pair.noisy, factor), scaled(pair.clean, factor)});
  }
  return result;
}

/// Files of before there were targets hold a spectrum's network, without identity path and
/// equalisation.
void accept_untargeted(TensorFile& contents) {
  constexpr double kNothing = -40;  // log odds of a share
  std::map<std::string, torch::Tensor> renamed;
  for (const auto& [name, tensor] : contents.tensors) {
    const bool inner = name.rfind("network.", 0) == 0;
    renamed[inner ? "network." + name : name] = tensor;
  }
  contents.tensors.clear();
  for (const auto& [name, tensor] : renamed) contents.tensors[name] = tensor;
  contents.tensors["network.share"] = torch::full({kSpeechContext * kSpeechBands}, kNothing);
  contents.tensors["equalisation.mean"] = torch::zeros({kSpeechBands});
  contents.tensors["equalisation.factor"] = torch::ones({kSpeechBands});
}

}  // namespace

SpeechDenoiser::SpeechDenoiser(const SpeechDenoiserOptions& options)
    : options_(options), stft_(stft_options(options.rate)) {
  options_.network.shape = {kSpeechContext * kSpeechBands};
  estimator_ = options.target == SpeechTarget::kMask
                   ? make_mask_estimator(options.rate, stft_)
                   : make_spectrum_estimator(options.rate, stft_, options_.network);
}

SpeechDenoiser SpeechDenoiser::load(const std::filesystem::path& file) {
  TensorFile contents = read_safetensors(file);
  expect_architecture(contents, kArchitecture, file);
  SpeechDenoiserOptions options;
  options.rate = static_cast<int>(card_number(contents, "rate", 8000, 16000, file));
  const auto target = contents.card.find(kTarget);
  try {
    options.target =
        target == contents.card.end() ? SpeechTarget::kSpectrum : speech_target(target->second);
  } catch (const Error& problem) {
    throw Error(file, problem.what());
  }
  if (options.target == SpeechTarget::kSpectrum) options.network = options_of(contents, file);
  if (target == contents.card.end()) accept_untargeted(contents);
  SpeechDenoiser denoiser(options);
  accept_uncentred(denoiser.module(), contents);
  load_weights(denoiser.module(), contents, file);
  freeze(denoiser.module());
  return denoiser;
}

bool SpeechDenoiser::is_one(const Card& card) {
  const auto found = card.find("architecture");
  return found != card.end() && found->second == kArchitecture;
}

void SpeechDenoiser::save(Card card, const std::filesystem::path& file) const {
  card["architecture"] = kArchitecture;
  card["rate"] = std::to_string(options_.rate);
  card[kTarget] = name_of(options_.target);
  if (options_.target == SpeechTarget::kSpectrum) describe(options_.network, card);
  save_weights(estimator_->module(), card, file, torch::kFloat32);
}

TrainReport SpeechDenoiser::train(const std::vector<SpeechPair>& pairs,
                                  const std::vector<SpeechPair>& validation,
                                  const SpeechTraining& options, Observer& observer) {
  if (pairs.empty()) throw Error("there is no speech to learn from");
  const TrainReport report =
      estimator_->train(at_level(pairs), at_level(validation), options, observer);
  freeze(module());
  return report;
}

Samples SpeechDenoiser::enhance(const Samples& noisy) {
  TORCH_CHECK(!estimator_->module().is_training(), "train the denoiser before it enhances");
  const double level = rms(noisy);
  if (level == 0) return noisy;
  const cv::Mat spectrum = stft(scaled(noisy, kSpeechLevel / level), stft_);
  const Samples clean =
      inverse_stft(with_gain(spectrum, estimator_->gain(spectrum)), stft_, noisy.size());
  return scaled(clean, level / kSpeechLevel);
}

}  // namespace antifaz
