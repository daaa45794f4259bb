#include <torch/types.h>
#include <torch/utils.h>

#include <algorithm>

#include "models/autoencoders/factory.hpp"
#include "pipelines/autoencoders/autoencode.hpp"
#include "pipelines/speech/identity_path.hpp"
#include "pipelines/speech/speech_estimator.hpp"
#include "pipelines/speech/variance_equalisation.hpp"
#include "src/audio/mel.hpp"

namespace antifaz {
namespace {

constexpr double kFloor = 1e-4;       // 40 dB under speech at kSpeechLevel
constexpr double kLowestGain = 0.03;  // -30 dB; less would only make the noise come and go

/// What is learned.
struct Model : torch::nn::Module {
  explicit Model(const AutoencoderOptions& options)
      : network(
            register_module("network", std::make_shared<IdentityPath>(make_autoencoder(options)))),
        equalisation(
            register_module("equalisation", std::make_shared<VarianceEqualisation>(kSpeechBands))),
        mean(register_buffer("mean", torch::zeros({kSpeechBands}))),
        deviation(register_buffer("deviation", torch::ones({kSpeechBands}))) {}

  std::shared_ptr<IdentityPath> network;
  std::shared_ptr<VarianceEqualisation> equalisation;
  torch::Tensor mean, deviation;  ///< [40] of the training frames
};

class SpectrumEstimator : public SpeechEstimator {
 public:
  SpectrumEstimator(int rate, const StftOptions& stft, const AutoencoderOptions& network)
      : stft_(stft),
        bands_(kSpeechBands, stft, rate, kFloor),
        model_(std::make_shared<Model>(network)) {}

  torch::nn::Module& module() override { return *model_; }

  TrainReport train(const std::vector<SpeechPair>& pairs, const std::vector<SpeechPair>& validation,
                    const SpeechTraining& options, Observer& observer) override {
    learn_scale(pairs);
    const AutoencoderData frames{examples(pairs), examples(validation), options.batch};
    TrainerOptions layer = options.trainer;
    layer.epochs = options.pretraining_epochs;
    const TrainReport report =
        options.pretraining_epochs > 0
            ? pretrain_and_train(model_->network, frames, layer, options.trainer, observer)
            : train_autoencoder(model_->network, frames, options.trainer, observer);
    model_->network->eval();
    learn_variance(pairs);
    return report;
  }

  cv::Mat gain(const cv::Mat& spectrum) override {
    const torch::Tensor heard = log_mel(spectrum);
    const torch::Tensor equal = model_->equalisation->apply(estimate(heard));
    const torch::Tensor clean = equal * model_->deviation.cpu() + model_->mean.cpu();
    const torch::Tensor bands =
        torch::exp(0.5 * (clean - heard)).clamp(kLowestGain, 1).contiguous();
    return bands_.to_bins(cv::Mat(spectrum.rows, kSpeechBands, CV_32F, bands.data_ptr()));
  }

 private:
  torch::Tensor log_mel(const cv::Mat& spectrum) const {
    return frames_tensor(bands_.log_energies(power_spectrum(spectrum)));
  }
  torch::Tensor log_mel(const Samples& samples) const { return log_mel(stft(samples, stft_)); }

  torch::Tensor normalised(const torch::Tensor& frames) const {
    return (frames - model_->mean.cpu()) / model_->deviation.cpu();
  }

  /// Normalised frames with their neighbours [frames, 7 * 40].
  torch::Tensor examples(const torch::Tensor& frames) const {
    const torch::Tensor normal = normalised(frames).contiguous();
    return frames_tensor(with_context(
        cv::Mat(static_cast<int>(normal.size(0)), kSpeechBands, CV_32F, normal.data_ptr()),
        kSpeechContext));
  }

  Examples examples(const std::vector<SpeechPair>& pairs) const {
    std::vector<torch::Tensor> noisy, clean;
    for (const SpeechPair& pair : pairs) {
      noisy.push_back(examples(log_mel(pair.noisy)));
      clean.push_back(examples(log_mel(pair.clean)));
    }
    if (pairs.empty()) return {};
    return {torch::cat(clean), torch::cat(noisy)};
  }

  void learn_scale(const std::vector<SpeechPair>& pairs) {
    std::vector<torch::Tensor> frames;
    for (const SpeechPair& pair : pairs) frames.push_back(log_mel(pair.noisy));
    const torch::Tensor all = torch::cat(frames);
    model_->mean.copy_(all.mean(0));
    model_->deviation.copy_(all.std(0).clamp_min(1e-3));
  }

  void learn_variance(const std::vector<SpeechPair>& pairs) {
    std::vector<torch::Tensor> made, clean;
    for (const SpeechPair& pair : pairs) {
      made.push_back(estimate(log_mel(pair.noisy)));
      clean.push_back(normalised(log_mel(pair.clean)));
    }
    model_->equalisation->learn(torch::cat(made), torch::cat(clean));
  }

  /// Normalised clean frames [frames, 40], each the mean of the 7 examples it appears in.
  torch::Tensor estimate(const torch::Tensor& heard) {
    const torch::Tensor made =
        reconstruct_all(*model_->network, examples(heard)).view({-1, kSpeechContext, kSpeechBands});
    const std::int64_t frames = made.size(0);
    torch::Tensor sum = torch::zeros({frames, kSpeechBands}), count = torch::zeros({frames, 1});
    for (std::int64_t place = 0; place < kSpeechContext; ++place) {
      // Example t has frame t + shift at this place; beyond the edges it has repetitions.
      const std::int64_t shift = place - kSpeechContext / 2;
      const std::int64_t begin = std::max<std::int64_t>(0, -shift);
      const std::int64_t end = std::min(frames, frames - shift);
      if (begin >= end) continue;
      sum.slice(0, begin + shift, end + shift) += made.select(1, place).slice(0, begin, end);
      count.slice(0, begin + shift, end + shift) += 1;
    }
    return sum / count;
  }

  StftOptions stft_;
  MelBands bands_;
  std::shared_ptr<Model> model_;
};

}  // namespace

std::unique_ptr<SpeechEstimator> make_spectrum_estimator(int rate, const StftOptions& stft,
                                                         const AutoencoderOptions& network) {
  return std::make_unique<SpectrumEstimator>(rate, stft, network);
}

}  // namespace antifaz
