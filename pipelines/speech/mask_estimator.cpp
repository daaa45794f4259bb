#include <torch/types.h>
#include <torch/utils.h>

#include <algorithm>

#include "pipelines/speech/mask_loss.hpp"
#include "pipelines/speech/mask_network.hpp"
#include "pipelines/speech/speech_estimator.hpp"
#include "pipelines/training/trainer.hpp"

namespace antifaz {
namespace {

constexpr int64_t kLength = 64;  // frames of an example, 16 ms apart
constexpr int64_t kValidated = 16;
// How many of the decibels that the network would take are taken. It takes all that is no speech to
// it, and of voices that it never heard some speech too: with half of them STOI is not below that
// of the noisy speech. Chosen on synthetic voices that no test has (docs/speech.md).
constexpr double kTaken = 0.5;

/// One of the two channels of a complex spectrum.
torch::Tensor channel(const cv::Mat& spectrum, int which) {
  cv::Mat part;
  cv::extractChannel(spectrum, part, which);
  return frames_tensor(part);
}

/// A second of noisy and clean speech each.
struct MaskExamples {
  torch::Tensor floor;                    ///< [N, bins]
  torch::Tensor noisy, clean, agreement;  ///< [N, kLength, bins]

  int64_t size() const { return floor.defined() ? floor.size(0) : 0; }
};

/// Frames `begin` to `begin + kLength`, silence where there are no more.
torch::Tensor cut(const torch::Tensor& frames, int64_t begin) {
  const torch::Tensor part = frames.slice(0, begin, begin + kLength);
  if (part.size(0) == kLength) return part;
  return torch::cat({part, torch::zeros({kLength - part.size(0), frames.size(1)})});
}

MaskExamples mask_examples(const std::vector<SpeechPair>& pairs, const StftOptions& options) {
  std::vector<torch::Tensor> floors, noisy, clean, agreements;
  int64_t phase = 0;
  for (const SpeechPair& pair : pairs) {
    const cv::Mat heard = stft(pair.noisy, options), wanted = stft(pair.clean, options);
    const torch::Tensor hr = channel(heard, 0), hi = channel(heard, 1), wr = channel(wanted, 0),
                        wi = channel(wanted, 1);
    const torch::Tensor power = hr.square() + hi.square(), heard_magnitude = power.sqrt(),
                        magnitude = (wr.square() + wi.square()).sqrt();
    const torch::Tensor agreement =
        (hr * wr + hi * wi) / (heard_magnitude * magnitude).clamp_min(1e-9);
    const torch::Tensor floor = noise_floor(power);
    const auto every_second = [&](const torch::Tensor& x) {
      return x.slice(0, std::min(phase, x.size(0) - 1), x.size(0), 2);
    };
    const torch::Tensor h = every_second(heard_magnitude), w = every_second(magnitude),
                        a = every_second(agreement);
    for (int64_t at = 0; at == 0 || at + kLength / 2 <= h.size(0); at += kLength) {
      floors.push_back(floor);
      noisy.push_back(cut(h, at));
      clean.push_back(cut(w, at));
      agreements.push_back(cut(a, at));
    }
    phase = 1 - phase;
  }
  if (floors.empty()) return {};
  return {torch::stack(floors), torch::stack(noisy), torch::stack(clean), torch::stack(agreements)};
}

class MaskObjective : public Objective {
 public:
  MaskObjective(MaskNetwork& network, const MaskLoss& loss, std::size_t batch)
      : network_(network), loss_(loss), batch_(batch) {}

  MaskExamples training, validation;

  torch::nn::Module& module() override { return network_; }
  std::size_t size() const override { return static_cast<std::size_t>(training.size()); }
  std::size_t batch() const override { return batch_; }
  Loss loss(const torch::Tensor& rows, std::int64_t) override {
    const MaskLoss::Parts parts = judged(training, rows);
    return {
        parts.total(),
        {{"spectrum", parts.spectrum.item<double>()}, {"envelope", parts.envelope.item<double>()}}};
  }
  NamedValues validate() override {
    if (validation.size() == 0) return {};
    double sum = 0;
    for (const torch::Tensor& rows : torch::arange(validation.size()).split(kValidated)) {
      sum += judged(validation, rows).total().item<double>() * static_cast<double>(rows.size(0));
    }
    return {{"loss", sum / static_cast<double>(validation.size())}};
  }

 private:
  MaskLoss::Parts judged(const MaskExamples& all, const torch::Tensor& rows) {
    const torch::Device device = network_.parameters().front().device();
    const auto some = [&](const torch::Tensor& x) { return x.index_select(0, rows).to(device); };
    const MaskLoss::Speech speech{some(all.noisy), some(all.clean), some(all.agreement)};
    return loss_(network_.forward(speech.noisy.square(), some(all.floor)), speech);
  }

  MaskNetwork& network_;
  const MaskLoss& loss_;
  std::size_t batch_;
};

class MaskEstimator : public SpeechEstimator {
 public:
  MaskEstimator(int rate, const StftOptions& stft)
      : stft_(stft), loss_(stft.bins(), rate), network_(std::make_shared<MaskNetwork>()) {}

  torch::nn::Module& module() override { return *network_; }

  TrainReport train(const std::vector<SpeechPair>& pairs, const std::vector<SpeechPair>& validation,
                    const SpeechTraining& options, Observer& observer) override {
    MaskObjective objective(*network_, loss_, options.batch);
    objective.training = mask_examples(pairs, stft_);
    objective.validation = mask_examples(validation, stft_);
    return antifaz::train(objective, options.trainer, observer);
  }

  cv::Mat gain(const cv::Mat& spectrum) override {
    const torch::Tensor mask =
        mask_of(*network_, frames_tensor(power_spectrum(spectrum))).pow(kTaken).contiguous();
    return cv::Mat(spectrum.size(), CV_32F, mask.data_ptr()).clone();
  }

 private:
  StftOptions stft_;
  MaskLoss loss_;
  std::shared_ptr<MaskNetwork> network_;
};

}  // namespace

std::unique_ptr<SpeechEstimator> make_mask_estimator(int rate, const StftOptions& stft) {
  return std::make_unique<MaskEstimator>(rate, stft);
}

}  // namespace antifaz
