#include "pipelines/speech/noisy_speech.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "src/audio/noise.hpp"
#include "tests/support/test_tones.hpp"

namespace antifaz {
namespace {

constexpr int kRate = 8000;
const std::vector<SpeechNoise> kAll{SpeechNoise::kFactory, SpeechNoise::kCar, SpeechNoise::kBabble,
                                    SpeechNoise::kFan};

TEST(NoisySpeech, EveryNoiseIsItsOwn) {
  const std::vector<Samples> voices{test_voice(kRate, kRate)};
  std::vector<Samples> made;
  for (const SpeechNoise kind : kAll) {
    made.push_back(make_noise(kind, kRate, kRate, voices, 5));
    EXPECT_EQ(made.back().size(), static_cast<std::size_t>(kRate));
    EXPECT_EQ(made.back(), make_noise(kind, kRate, kRate, voices, 5));
    for (std::size_t i = 0; i + 1 < made.size(); ++i) EXPECT_NE(made[i], made.back());
  }
}

TEST(NoisySpeech, SpoilsFasterAndSlowerSpeechWithinTheRatiosAndLeavesSomeClean) {
  const Samples voice = test_voice(kRate, kRate);
  const auto pairs = spoilt_speech({60, voice}, kRate, kAll, {voice}, 3);
  ASSERT_EQ(pairs.size(), 60U);
  int clean = 0, faster = 0;
  for (const SpeechPair& pair : pairs) {
    ASSERT_EQ(pair.noisy.size(), pair.clean.size());
    const double speed = kRate / static_cast<double>(pair.clean.size());
    EXPECT_GT(speed, 1 / 1.41);
    EXPECT_LT(speed, 1.41);
    faster += speed > 1 ? 1 : 0;
    if (pair.noisy == pair.clean) {
      ++clean;
      continue;
    }
    Samples noise = pair.noisy;
    for (std::size_t i = 0; i < noise.size(); ++i) noise[i] -= pair.clean[i];
    const double ratio = 20 * std::log10(rms(pair.clean) / rms(noise));
    EXPECT_GT(ratio, -5.01);
    EXPECT_LT(ratio, 25.01);
  }
  EXPECT_GT(clean, 0);
  EXPECT_LT(clean, 20);
  EXPECT_GT(faster, 15);
  EXPECT_LT(faster, 45);
  EXPECT_NE(pairs[0].noisy, pairs[4].noisy);  // the same kind of noise, another piece of it
}

}  // namespace
}  // namespace antifaz
