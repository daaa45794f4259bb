#include "src/audio/noise.hpp"

#include <array>
#include <cmath>
#include <opencv2/core.hpp>

namespace antifaz {
namespace {

constexpr double kLevel = 0.1;

std::size_t index_below(cv::RNG& random, std::size_t size) {
  return static_cast<std::size_t>(random.uniform(0, static_cast<int>(size)));
}

void scale_to(Samples& samples, double level) {
  const auto factor = static_cast<float>(level / rms(samples));
  for (float& sample : samples) sample *= factor;
}

/// First-order low-pass filter.
class LowPass {
 public:
  LowPass(double cutoff_hz, int rate) : keep_(std::exp(-CV_2PI * cutoff_hz / rate)) {}
  double next(double x) { return state_ = keep_ * state_ + (1 - keep_) * x; }

 private:
  double keep_, state_ = 0;
};

/// 1/f noise (Paul Kellet's filter of white noise) as a microphone hears it that rolls off below
/// 100 Hz.
class Pink {
 public:
  Pink(cv::RNG& random, int rate) : random_(random), rumble_(100, rate) {}
  double next() {
    const double white = random_.gaussian(1);
    b_[0] = 0.99886 * b_[0] + white * 0.0555179;
    b_[1] = 0.99332 * b_[1] + white * 0.0750759;
    b_[2] = 0.96900 * b_[2] + white * 0.1538520;
    b_[3] = 0.86650 * b_[3] + white * 0.3104856;
    b_[4] = 0.55000 * b_[4] + white * 0.5329522;
    b_[5] = -0.7616 * b_[5] - white * 0.0168980;
    const double pink = b_[0] + b_[1] + b_[2] + b_[3] + b_[4] + b_[5] + b_[6] + white * 0.5362;
    b_[6] = white * 0.115926;
    return 0.3 * (pink - rumble_.next(pink));
  }

 private:
  cv::RNG& random_;
  LowPass rumble_;
  std::array<double, 7> b_{};
};

/// A struck piece of metal: three decaying tones.
void strike(Samples& samples, std::size_t begin, int rate, cv::RNG& random) {
  const double loudness = random.uniform(0.5, 2.0), seconds = random.uniform(0.02, 0.15);
  for (int tone = 0; tone < 3; ++tone) {
    const double frequency = random.uniform(0.1, 0.45) * rate, phase = random.uniform(0.0, CV_2PI);
    for (std::size_t i = 0; begin + i < samples.size(); ++i) {
      const double t = static_cast<double>(i) / rate, decay = std::exp(-t / seconds);
      if (decay < 1e-3) break;
      samples[begin + i] +=
          static_cast<float>(loudness * decay * std::sin(CV_2PI * frequency * t + phase));
    }
  }
}

/// A tone with harmonics falling as 1/h whose pitch wanders by a tenth.
class Engine {
 public:
  Engine(double hertz, int harmonics, int rate, cv::RNG& random)
      : hertz_(hertz), harmonics_(harmonics), rate_(rate), random_(random), wander_(0.3, rate) {}
  double next() {
    const double drift = 100 * wander_.next(random_.gaussian(1));
    phase_ += CV_2PI * hertz_ * (1 + 0.1 * std::tanh(drift)) / rate_;
    double sum = 0;
    for (int h = 1; h <= harmonics_; ++h) sum += std::sin(h * phase_) / h;
    return sum;
  }

 private:
  double hertz_;
  int harmonics_, rate_;
  cv::RNG& random_;
  LowPass wander_;
  double phase_ = 0;
};

}  // namespace

Samples factory_noise(std::size_t length, int rate, std::uint64_t seed) {
  cv::RNG random(seed + 1);
  Pink pink(random, rate);
  LowPass swell(0.7, rate);
  Samples samples(length);
  for (std::size_t i = 0; i < length; ++i) {
    const double t = static_cast<double>(i) / rate;
    const double loudness = std::exp(30 * swell.next(random.gaussian(1)));
    const double hum = std::sin(CV_2PI * 100 * t) + 0.5 * std::sin(CV_2PI * 200 * t);
    samples[i] = static_cast<float>(loudness * pink.next() + 0.2 * hum);
  }
  const double strikes_a_sample = 5.0 / rate;
  for (std::size_t i = 0; i < length; ++i) {
    if (random.uniform(0.0, 1.0) < strikes_a_sample) strike(samples, i, rate, random);
  }
  scale_to(samples, kLevel);
  return samples;
}

Samples car_noise(std::size_t length, int rate, std::uint64_t seed) {
  cv::RNG random(seed + 1);
  LowPass road(60, rate), body(60, rate);
  Engine engine(random.uniform(35.0, 60.0), 8, rate, random);
  Pink wind(random, rate);
  Samples samples(length);
  for (float& sample : samples) {
    const double rumble = 20 * body.next(road.next(random.gaussian(1)));
    sample = static_cast<float>(rumble + 0.3 * engine.next() + 0.08 * wind.next());
  }
  scale_to(samples, kLevel);
  return samples;
}

Samples fan_noise(std::size_t length, int rate, std::uint64_t seed) {
  cv::RNG random(seed + 1);
  Pink air(random, rate);
  const double blades = random.uniform(80.0, 140.0);
  Engine motor(blades, 12, rate, random);
  Samples samples(length);
  for (std::size_t i = 0; i < length; ++i) {
    const double turn = CV_2PI * blades / 5 * static_cast<double>(i) / rate;
    samples[i] = static_cast<float>((1 + 0.4 * std::sin(turn)) * air.next() + 0.2 * motor.next());
  }
  scale_to(samples, kLevel);
  return samples;
}

Samples babble_noise(std::size_t length, const std::vector<Samples>& recordings, int talkers,
                     std::uint64_t seed) {
  CV_Assert(!recordings.empty());
  cv::RNG random(seed + 1);
  Samples sum(length);
  for (int talker = 0; talker < talkers; ++talker) {
    // Each begins in the middle of a word.
    const Samples* word = &recordings[index_below(random, recordings.size())];
    std::size_t at = index_below(random, word->size());
    auto loudness = static_cast<float>(1 / rms(*word));
    for (float& sample : sum) {
      if (at == word->size()) {
        word = &recordings[index_below(random, recordings.size())];
        loudness = static_cast<float>(1 / rms(*word));
        at = 0;
      }
      sample += loudness * (*word)[at++];
    }
  }
  scale_to(sum, kLevel);
  return sum;
}

double rms(const Samples& samples) {
  double sum = 0;
  for (const float sample : samples)
    sum += static_cast<double>(sample) * static_cast<double>(sample);
  return samples.empty() ? 0 : std::sqrt(sum / static_cast<double>(samples.size()));
}

Samples mixed_at_snr(const Samples& speech, const Samples& noise, double snr_db) {
  CV_Assert(noise.size() >= speech.size());
  const Samples part(noise.begin(), noise.begin() + static_cast<std::ptrdiff_t>(speech.size()));
  const double factor = rms(speech) / rms(part) * std::pow(10, -snr_db / 20);
  Samples mixture = speech;
  for (std::size_t i = 0; i < mixture.size(); ++i)
    mixture[i] += static_cast<float>(factor) * part[i];
  return mixture;
}

}  // namespace antifaz
