#include "pipelines/speech/noisy_speech.hpp"

#include <cmath>
#include <opencv2/core.hpp>

#include "pipelines/speech/perturbation.hpp"
#include "src/audio/noise.hpp"

namespace antifaz {
namespace {

constexpr int kTalkers = 8;
constexpr double kLowestRatio = -5, kHighestRatio = 25;  // dB
constexpr double kCleanShare = 0.08;
constexpr double kSpeechSpeed = 1.4, kSpeechSlope = 0.5;
constexpr double kNoiseSpeed = 2, kNoiseSlope = 0.9;

/// Between 1 / most and most; half of the draws are below 1.
double any_speed(double most, cv::RNG& random) {
  return std::exp(random.uniform(-std::log(most), std::log(most)));
}

/// A noise at another speed, duller or thinner.
Samples any_noise(SpeechNoise kind, std::size_t length, int rate,
                  const std::vector<Samples>& voices, cv::RNG& random) {
  const double speed = any_speed(kNoiseSpeed, random);
  const auto longer = static_cast<std::size_t>(speed * static_cast<double>(length)) + 100;
  Samples noise = at_speed(make_noise(kind, longer, rate, voices, random.next()), rate, speed);
  noise.resize(length);
  return tilted(noise, random.uniform(-kNoiseSlope, kNoiseSlope));
}

}  // namespace

Samples make_noise(SpeechNoise kind, std::size_t length, int rate,
                   const std::vector<Samples>& voices, std::uint64_t seed) {
  switch (kind) {
    case SpeechNoise::kFactory:
      return factory_noise(length, rate, seed);
    case SpeechNoise::kCar:
      return car_noise(length, rate, seed);
    case SpeechNoise::kFan:
      return fan_noise(length, rate, seed);
    case SpeechNoise::kBabble:
      break;
  }
  return babble_noise(length, voices, kTalkers, seed);
}

std::vector<SpeechPair> spoilt_speech(const std::vector<Samples>& recordings, int rate,
                                      const std::vector<SpeechNoise>& noises,
                                      const std::vector<Samples>& voices, std::uint64_t seed) {
  CV_Assert(!noises.empty());
  cv::RNG random(seed + 1);  // OpenCV takes 0 for another seed
  std::vector<SpeechPair> pairs;
  for (const Samples& recording : recordings) {
    const SpeechNoise kind = noises[pairs.size() % noises.size()];
    const Samples clean = tilted(at_speed(recording, rate, any_speed(kSpeechSpeed, random)),
                                 random.uniform(-kSpeechSlope, kSpeechSlope));
    if (random.uniform(0.0, 1.0) < kCleanShare) {
      pairs.push_back({clean, clean});
      continue;
    }
    const Samples noise = any_noise(kind, clean.size(), rate, voices, random);
    pairs.push_back(
        {mixed_at_snr(clean, noise, random.uniform(kLowestRatio, kHighestRatio)), clean});
  }
  return pairs;
}

}  // namespace antifaz
