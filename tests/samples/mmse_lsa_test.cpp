#include "samples/mmse_lsa.hpp"

#include <gtest/gtest.h>

#include "src/audio/noise.hpp"
#include "src/audio/speech_quality.hpp"
#include "src/audio/stft.hpp"
#include "tests/support/test_tones.hpp"

namespace antifaz {
namespace {

constexpr int kRate = 8000;
constexpr double kHop = 0.008;

TEST(TrackedNoiseTest, FindsTheLevelOfSteadyNoiseAndFollowsAStep) {
  Samples noise = test_noise(4 * kRate);
  for (std::size_t i = 2 * kRate; i < noise.size(); ++i) noise[i] *= 3;
  const cv::Mat power = power_spectrum(stft(noise, {}));
  const cv::Mat level = tracked_noise(power, kHop);
  // Uniform noise in [-0.5, 0.5) has variance 1/12; the squares of the window sum to 96.
  const auto mean_at = [&](double seconds) {
    return cv::mean(level.row(static_cast<int>(seconds / kHop)).colRange(4, 125))[0];
  };
  EXPECT_NEAR(mean_at(1.8) / (96 / 12.0), 1, 0.25);
  EXPECT_NEAR(mean_at(3.8) / (9 * 96 / 12.0), 1, 0.25);
}

TEST(MmseLsaTest, KeepsWhatIsFarAboveTheNoise) {
  cv::Mat power(200, 3, CV_32F, cv::Scalar(1));
  power.rowRange(50, 60).col(1).setTo(1e4);
  const cv::Mat gain = mmse_lsa_gain(power, kHop);
  EXPECT_GT(gain.at<float>(55, 1), 0.95);
  EXPECT_LT(gain.at<float>(55, 0), 0.2);
  double lowest = 0, highest = 0;
  cv::minMaxLoc(gain, &lowest, &highest);
  EXPECT_GT(lowest, 0);
  EXPECT_LE(highest, 1);
}

TEST(MmseLsaTest, RaisesTheSignalToNoiseRatio) {
  Samples voice = test_voice(4 * kRate, kRate);
  std::fill(voice.begin(), voice.begin() + kRate / 5, 0.F);  // it begins with noise alone
  const Samples noisy = test_mixture(voice, 0.5);
  const cv::Mat spectrum = stft(noisy, {});
  const Samples enhanced = inverse_stft(
      with_gain(spectrum, mmse_lsa_gain(power_spectrum(spectrum), kHop)), {}, noisy.size());
  EXPECT_GT(segmental_snr_db(voice, enhanced, kRate), segmental_snr_db(voice, noisy, kRate) + 4);
  EXPECT_LT(log_spectral_distance_db(voice, enhanced, kRate),
            log_spectral_distance_db(voice, noisy, kRate) - 2);
}

}  // namespace
}  // namespace antifaz
