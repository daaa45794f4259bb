#include "pipelines/speech/speech_denoising.hpp"

#include <torch/nn/module.h>
#include <torch/types.h>

#include <cmath>

#include "models/autoencoders/kept/centring.hpp"
#include "models/card_numbers.hpp"
#include "models/weights.hpp"
#include "src/audio/noise.hpp"
#include "src/core/error.hpp"

namespace antifaz {
namespace {

constexpr char kArchitecture[] = "antifaz-speech-denoiser";
constexpr int kBands = 40, kContext = 7;
constexpr double kLevel = 0.1;        // root mean square at which sounds are looked at
constexpr double kFloor = 1e-4;       // 40 dB under speech at that level
constexpr double kLowestGain = 0.03;  // -30 dB; less would only make the noise come and go

StftOptions stft_options(int rate) {
  if (rate != 8000 && rate != 16000) {
    throw Error("speech is enhanced at 8000 or 16000 samples a second, not at " +
                std::to_string(rate) + "; resample it");
  }
  return {rate / 1000 * 32, rate / 1000 * 8};
}

torch::Tensor to_tensor(const cv::Mat& matrix) {
  return torch::from_blob(matrix.data, {matrix.rows, matrix.cols}).clone();
}

Samples scaled(const Samples& samples, double factor) {
  Samples result = samples;
  for (float& sample : result) sample *= static_cast<float>(factor);
  return result;
}

}  // namespace

/// What is learned.
struct SpeechDenoiser::Model : torch::nn::Module {
  explicit Model(const AutoencoderOptions& options)
      : network(register_module("network", make_autoencoder(options))),
        mean(register_buffer("mean", torch::zeros({kBands}))),
        deviation(register_buffer("deviation", torch::ones({kBands}))) {}

  std::shared_ptr<Autoencoder> network;
  torch::Tensor mean, deviation;  ///< [40] of the training frames
};

SpeechDenoiserOptions default_speech_denoiser() {
  SpeechDenoiserOptions options;
  options.network.variant = "fully-connected";
  options.network.widths = {256, 256, 256};
  options.network.code = 64;
  return options;
}

SpeechDenoiser::SpeechDenoiser(const SpeechDenoiserOptions& options)
    : options_(options),
      stft_(stft_options(options.rate)),
      bands_(kBands, stft_, options.rate, kFloor) {
  options_.network.shape = {kContext * kBands};
  model_ = std::make_shared<Model>(options_.network);
}

SpeechDenoiser SpeechDenoiser::load(const std::filesystem::path& file) {
  TensorFile contents = read_safetensors(file);
  expect_architecture(contents, kArchitecture, file);
  SpeechDenoiserOptions options;
  options.rate = static_cast<int>(card_number(contents, "rate", 8000, 16000, file));
  options.network = options_of(contents, file);
  SpeechDenoiser denoiser(options);
  accept_uncentred(*denoiser.model_, contents);
  load_weights(*denoiser.model_, contents, file);
  freeze(*denoiser.model_);
  return denoiser;
}

bool SpeechDenoiser::is_one(const Card& card) {
  const auto found = card.find("architecture");
  return found != card.end() && found->second == kArchitecture;
}

void SpeechDenoiser::save(Card card, const std::filesystem::path& file) const {
  card["architecture"] = kArchitecture;
  card["rate"] = std::to_string(options_.rate);
  describe(options_.network, card);
  save_weights(*model_, card, file, torch::kFloat32);
}

torch::nn::Module& SpeechDenoiser::module() { return *model_; }

cv::Mat SpeechDenoiser::log_mel(const Samples& samples) const {
  return bands_.log_energies(power_spectrum(stft(samples, stft_)));
}

torch::Tensor SpeechDenoiser::examples(const Samples& samples) const {
  const torch::Tensor frames = to_tensor(with_context(log_mel(samples), kContext));
  return (frames - model_->mean.cpu().repeat({kContext})) /
         model_->deviation.cpu().repeat({kContext});
}

Examples SpeechDenoiser::examples(const std::vector<SpeechPair>& pairs) const {
  std::vector<torch::Tensor> noisy, clean;
  for (const SpeechPair& pair : pairs) {
    const double factor = kLevel / rms(pair.noisy);
    noisy.push_back(examples(scaled(pair.noisy, factor)));
    clean.push_back(examples(scaled(pair.clean, factor)));
  }
  if (pairs.empty()) return {};
  return {torch::cat(clean), torch::cat(noisy)};
}

void SpeechDenoiser::learn_scale(const std::vector<SpeechPair>& pairs) {
  std::vector<torch::Tensor> frames;
  for (const SpeechPair& pair : pairs) {
    frames.push_back(to_tensor(log_mel(scaled(pair.noisy, kLevel / rms(pair.noisy)))));
  }
  const torch::Tensor all = torch::cat(frames);
  model_->mean.copy_(all.mean(0));
  model_->deviation.copy_(all.std(0).clamp_min(1e-3));
}

TrainReport SpeechDenoiser::train(const std::vector<SpeechPair>& pairs,
                                  const std::vector<SpeechPair>& validation,
                                  const SpeechTraining& options, Observer& observer) {
  if (pairs.empty()) throw Error("there is no speech to learn from");
  learn_scale(pairs);
  const AutoencoderData frames{examples(pairs), examples(validation), options.batch};
  TrainerOptions layer = options.trainer;
  layer.epochs = options.pretraining_epochs;
  const TrainReport report =
      options.pretraining_epochs > 0
          ? pretrain_and_train(model_->network, frames, layer, options.trainer, observer)
          : train_autoencoder(model_->network, frames, options.trainer, observer);
  freeze(*model_);
  return report;
}

cv::Mat SpeechDenoiser::estimate(const Samples& noisy) {
  const torch::Tensor made =
      reconstruct_all(*model_->network, examples(noisy)).view({-1, kContext, kBands});
  const std::int64_t frames = made.size(0);
  torch::Tensor sum = torch::zeros({frames, kBands}), count = torch::zeros({frames, 1});
  for (std::int64_t place = 0; place < kContext; ++place) {
    // Example t has frame t + shift at this place; beyond the edges it has repetitions.
    const std::int64_t shift = place - kContext / 2;
    const std::int64_t begin = std::max<std::int64_t>(0, -shift);
    const std::int64_t end = std::min(frames, frames - shift);
    if (begin >= end) continue;
    sum.slice(0, begin + shift, end + shift) += made.select(1, place).slice(0, begin, end);
    count.slice(0, begin + shift, end + shift) += 1;
  }
  const torch::Tensor clean =
      (sum / count * model_->deviation.cpu() + model_->mean.cpu()).contiguous();
  return cv::Mat(static_cast<int>(frames), kBands, CV_32F, clean.data_ptr()).clone();
}

Samples SpeechDenoiser::enhance(const Samples& noisy) {
  TORCH_CHECK(!model_->is_training(), "train the denoiser before it enhances");
  const double level = rms(noisy);
  if (level == 0) return noisy;
  const Samples heard = scaled(noisy, kLevel / level);
  cv::Mat gain;
  cv::exp(0.5 * (estimate(heard) - log_mel(heard)), gain);
  gain = cv::max(cv::min(gain, 1), kLowestGain);
  const Samples clean =
      inverse_stft(with_gain(stft(heard, stft_), bands_.to_bins(gain)), stft_, heard.size());
  return scaled(clean, level / kLevel);
}

}  // namespace antifaz
