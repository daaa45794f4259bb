#include "pipelines/speech_denoising.hpp"

#include <torch/torch.h>

#include <cmath>

#include "models/autoencoders/fully_connected.hpp"
#include "src/audio/noise.hpp"
#include "src/core/error.hpp"

namespace antifaz {
namespace {

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

SpeechDenoiser::SpeechDenoiser(const SpeechDenoiserOptions& options)
    : options_(options),
      stft_(stft_options(options.rate)),
      bands_(kBands, stft_, options.rate, kFloor) {
  torch::manual_seed(options.seed);
  FullyConnectedOptions hourglass;
  hourglass.widths.assign(static_cast<std::size_t>(options.depth), options.width);
  network_ = std::make_shared<FullyConnectedAutoencoder>(
      std::vector<std::int64_t>{kContext * kBands}, options.code, Likelihood::kGaussian, hourglass);
}

cv::Mat SpeechDenoiser::log_mel(const Samples& samples) const {
  return bands_.log_energies(power_spectrum(stft(samples, stft_)));
}

at::Tensor SpeechDenoiser::examples(const Samples& samples) const {
  const torch::Tensor frames = to_tensor(with_context(log_mel(samples), kContext));
  return (frames - mean_.repeat({kContext})) / deviation_.repeat({kContext});
}

void SpeechDenoiser::learn_scale(const std::vector<SpeechPair>& pairs) {
  std::vector<torch::Tensor> frames;
  for (const SpeechPair& pair : pairs) {
    frames.push_back(to_tensor(log_mel(scaled(pair.noisy, kLevel / rms(pair.noisy)))));
  }
  const torch::Tensor all = torch::cat(frames);
  mean_ = all.mean(0);
  deviation_ = all.std(0).clamp_min(1e-3);
}

void SpeechDenoiser::minimise(Autoencoder& layer,
                              const std::vector<std::shared_ptr<Autoencoder>>& before,
                              const at::Tensor& noisy, const at::Tensor& clean, int steps) {
  const auto prepared = [&](torch::Tensor x) {
    const torch::NoGradGuard no_grad;
    for (const auto& outer : before) x = outer->encode(x);
    return x;
  };
  torch::optim::Adam optimizer(layer.parameters());
  for (int step = 0; step < steps; ++step) {
    for (auto& group : optimizer.param_groups()) {
      group.options().set_lr(options_.learning_rate * 0.5 * (1 + std::cos(M_PI * step / steps)));
    }
    const auto rows = torch::randint(noisy.size(0), {options_.batch}, torch::kLong);
    optimizer.zero_grad();
    layer.loss(prepared(noisy.index_select(0, rows)), prepared(clean.index_select(0, rows)))
        .total.backward();
    optimizer.step();
  }
}

void SpeechDenoiser::train(const std::vector<SpeechPair>& pairs) {
  if (pairs.empty()) throw Error("there is no speech to learn from");
  learn_scale(pairs);
  std::vector<torch::Tensor> noisy_parts, clean_parts;
  for (const SpeechPair& pair : pairs) {
    const double factor = kLevel / rms(pair.noisy);
    noisy_parts.push_back(examples(scaled(pair.noisy, factor)));
    clean_parts.push_back(examples(scaled(pair.clean, factor)));
  }
  const torch::Tensor noisy = torch::cat(noisy_parts), clean = torch::cat(clean_parts);
  torch::manual_seed(options_.seed);
  network_->train();
  std::vector<std::shared_ptr<Autoencoder>> done;
  for (const auto& layer : network_->layers()) {
    minimise(*layer, done, noisy, clean, options_.pretraining_steps);
    done.push_back(layer);
  }
  minimise(*network_, {}, noisy, clean, options_.steps);
  network_->eval();
}

cv::Mat SpeechDenoiser::estimate(const Samples& noisy) {
  const torch::NoGradGuard no_grad;
  const torch::Tensor made = network_->forward(examples(noisy)).output.view({-1, kContext, kBands});
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
  const torch::Tensor clean = (sum / count * deviation_ + mean_).contiguous();
  return cv::Mat(static_cast<int>(frames), kBands, CV_32F, clean.data_ptr()).clone();
}

Samples SpeechDenoiser::enhance(const Samples& noisy) {
  TORCH_CHECK(mean_.defined(), "train the denoiser before it enhances");
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
