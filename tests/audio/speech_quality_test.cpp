#include "src/audio/speech_quality.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/test_tones.hpp"

namespace antifaz {
namespace {

constexpr int kRate = 10000;

// Expected values: Taal's algorithm written in NumPy, on the same signals.
TEST(StoiTest, AgreesWithTheReferenceAlgorithm) {
  const Samples voice = test_voice(20000, kRate);
  EXPECT_NEAR(stoi(voice, voice, kRate), 1, 1e-9);
  EXPECT_NEAR(stoi(voice, test_mixture(voice, 0.05), kRate), 0.9420204, 1e-5);
  EXPECT_NEAR(stoi(voice, test_mixture(voice, 0.5), kRate), 0.4943178, 1e-5);
  EXPECT_NEAR(stoi(voice, test_mixture(voice, 2), kRate), 0.1585373, 1e-5);
}

TEST(StoiTest, IgnoresTheVolume) {
  const Samples voice = test_voice(20000, kRate);
  Samples quiet = test_mixture(voice, 0.5);
  for (float& sample : quiet) sample *= 0.01F;
  EXPECT_NEAR(stoi(voice, quiet, kRate), stoi(voice, test_mixture(voice, 0.5), kRate), 1e-5);
}

TEST(StoiTest, HardlyDependsOnTheRate) {
  const Samples voice = test_voice(16000, 8000), mixture = test_mixture(voice, 0.5);
  EXPECT_NEAR(stoi(voice, mixture, 8000),
              stoi(resampled({voice, 8000}, 16000).samples,
                   resampled({mixture, 8000}, 16000).samples, 16000),
              5e-3);
}

TEST(StoiTest, IsUnknownForTooLittleSpeech) {
  const Samples blip = test_voice(3000, kRate);
  EXPECT_TRUE(std::isnan(stoi(blip, blip, kRate)));
  EXPECT_TRUE(std::isnan(stoi(Samples(10, 0.1F), Samples(10, 0.1F), kRate)));
}

TEST(SegmentalSnrTest, IsTheRatioOfEveryFrame) {
  const Samples noise = test_noise(8000);
  Samples louder = noise;
  for (float& sample : louder) sample *= 1.1F;
  EXPECT_NEAR(segmental_snr_db(noise, louder, 8000), 20, 1e-3);
  EXPECT_NEAR(segmental_snr_db(noise, noise, 8000), 35, 1e-9);
  for (float& sample : louder) sample *= 100;
  EXPECT_NEAR(segmental_snr_db(noise, louder, 8000), -10, 1e-9);
}

TEST(SegmentalSnrTest, LeavesPausesOut) {
  Samples clean = test_noise(8000);
  std::fill(clean.begin() + 4000, clean.end(), 0.F);
  Samples processed = clean;
  for (std::size_t i = 0; i < 3700; ++i) processed[i] *= 1.1F;
  for (std::size_t i = 4300; i < 8000; ++i) processed[i] = 0.1F;
  // Frames between 3700 and 4000 are better, none is a pause's -10.
  EXPECT_GT(segmental_snr_db(clean, processed, 8000), 20);
}

TEST(LogSpectralDistanceTest, OfAScaledSignalIsTheScale) {
  const Samples noise = test_noise(8000);
  Samples halved = noise;
  for (float& sample : halved) sample *= 0.5F;
  EXPECT_NEAR(log_spectral_distance_db(noise, noise, 8000), 0, 1e-9);
  EXPECT_NEAR(log_spectral_distance_db(noise, halved, 8000), 20 * std::log10(2), 0.02);
}

TEST(LogSpectralDistanceTest, SilenceIsFiftyDecibelsDownAtMost) {
  const Samples noise = test_noise(8000), nothing(8000, 0.F);
  EXPECT_LT(log_spectral_distance_db(noise, nothing, 8000), 50);
  EXPECT_GT(log_spectral_distance_db(noise, nothing, 8000), 25);
}

TEST(MeanDifferenceTest, IsAbsolute) {
  const cv::Mat left = (cv::Mat_<float>(1, 2) << 1, -1), right = (cv::Mat_<float>(1, 2) << 2, -4);
  EXPECT_DOUBLE_EQ(mean_difference(left, right), 2);
}

}  // namespace
}  // namespace antifaz
