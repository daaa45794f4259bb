#include "pipelines/speech/noisy_speech.hpp"

#include <opencv2/core.hpp>

#include "src/audio/noise.hpp"

namespace antifaz {
namespace {

constexpr int kTalkers = 8;
constexpr double kLowestRatio = -2, kHighestRatio = 12;  // dB

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
  for (const Samples& clean : recordings) {
    const SpeechNoise kind = noises[pairs.size() % noises.size()];
    const Samples noise = make_noise(kind, clean.size(), rate, voices, random.next());
    pairs.push_back(
        {mixed_at_snr(clean, noise, random.uniform(kLowestRatio, kHighestRatio)), clean});
  }
  return pairs;
}

}  // namespace antifaz
