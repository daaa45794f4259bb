#include "src/audio/noise.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <string>

#include "src/audio/stft.hpp"
#include "tests/support/test_tones.hpp"

namespace antifaz {
namespace {

constexpr int kRate = 8000;
constexpr std::size_t kLength = 16000;

/// Share of the energy below so many hertz.
double share_below(const Samples& noise, double hertz) {
  const StftOptions options;
  const cv::Mat power = power_spectrum(stft(noise, options));
  const int bin = static_cast<int>(hertz * options.window / kRate);
  return cv::sum(power.colRange(0, bin))[0] / cv::sum(power)[0];
}

/// Largest over mean energy of spans of 20 ms: 1 for a steady sound.
double crest(const Samples& noise) {
  constexpr std::size_t kSpan = 160;
  double largest = 0, sum = 0;
  for (std::size_t begin = 0; begin + kSpan <= noise.size(); begin += kSpan) {
    const auto first = noise.begin() + static_cast<std::ptrdiff_t>(begin);
    const double level = std::pow(rms({first, first + kSpan}), 2);
    largest = std::max(largest, level);
    sum += level;
  }
  return largest / (sum / static_cast<double>(noise.size() / kSpan));
}

TEST(NoiseTest, DependsOnTheSeedAlone) {
  const std::vector<Samples> voices{test_voice(3000, kRate), test_noise(2000)};
  const std::vector<std::function<Samples(std::uint64_t)>> makers{
      [](std::uint64_t seed) { return factory_noise(kLength, kRate, seed); },
      [](std::uint64_t seed) { return car_noise(kLength, kRate, seed); },
      [](std::uint64_t seed) { return fan_noise(kLength, kRate, seed); },
      [&](std::uint64_t seed) { return babble_noise(kLength, voices, 4, seed); }};
  for (const auto& maker : makers) {
    const Samples noise = maker(1);
    ASSERT_EQ(noise.size(), kLength);
    EXPECT_NEAR(rms(noise), 0.1, 1e-6);
    EXPECT_EQ(noise, maker(1));
    EXPECT_NE(noise, maker(2));
  }
}

TEST(NoiseTest, EachSoundsLikeItsName) {
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    const Samples car = car_noise(kLength, kRate, seed), fan = fan_noise(kLength, kRate, seed);
    const Samples factory = factory_noise(kLength, kRate, seed);
    EXPECT_GT(share_below(car, 250), 0.7) << "a car rumbles";
    EXPECT_LT(share_below(fan, 250), 0.7) << "a fan hisses";
    EXPECT_LT(share_below(factory, 250), 0.6) << "a workshop clangs";
    EXPECT_GT(crest(factory), 2 * crest(fan)) << "a workshop is struck, a fan runs on";
  }
}

TEST(NoiseTest, BabbleOfMoreTalkersIsSteadier) {
  Samples words = test_voice(8000, kRate);
  EXPECT_GT(crest(babble_noise(kLength, {words}, 1, 5)),
            crest(babble_noise(kLength, {words}, 20, 5)));
}

TEST(MixedAtSnrTest, HasTheRatioAskedFor) {
  const Samples speech = test_voice(kLength, kRate), noise = test_noise(kLength + 100);
  for (const double snr : {-5.0, 0.0, 10.0}) {
    Samples added = mixed_at_snr(speech, noise, snr);
    ASSERT_EQ(added.size(), kLength);
    for (std::size_t i = 0; i < kLength; ++i) added[i] -= speech[i];
    EXPECT_NEAR(20 * std::log10(rms(speech) / rms(added)), snr, 1e-3);
  }
}

}  // namespace
}  // namespace antifaz
