#include "pipelines/speech/perturbation.hpp"

#include <gtest/gtest.h>

#include "src/audio/noise.hpp"
#include "src/audio/stft.hpp"
#include "tests/support/test_tones.hpp"

namespace antifaz {
namespace {

constexpr int kRate = 8000;

/// The bin with the most power in the middle of a sound.
int loudest_bin(const Samples& samples) {
  const cv::Mat power = power_spectrum(stft(samples, {}));
  cv::Point place;
  cv::minMaxLoc(power.row(power.rows / 2), nullptr, nullptr, nullptr, &place);
  return place.x;
}

TEST(AtSpeedTest, IsFasterAndHigher) {
  Samples tone(kRate);
  for (std::size_t i = 0; i < tone.size(); ++i) {
    tone[i] = static_cast<float>(std::sin(2 * M_PI * 20 * static_cast<double>(i) / 256));
  }
  for (const auto& [speed, bin] : {std::pair{1.5, 30}, std::pair{0.75, 15}, std::pair{1.0, 20}}) {
    const Samples made = at_speed(tone, kRate, speed);
    EXPECT_NEAR(static_cast<double>(made.size()), kRate / speed, 2);
    EXPECT_EQ(loudest_bin(made), bin);
  }
}

TEST(TiltedTest, MovesPowerAndKeepsTheLoudness) {
  const Samples noise = test_noise(kRate);
  const auto low_share = [](const Samples& samples) {
    const cv::Mat power = power_spectrum(stft(samples, {}));
    return cv::sum(power.colRange(0, 64))[0] / cv::sum(power)[0];
  };
  EXPECT_GT(low_share(tilted(noise, 0.6)), 0.75);
  EXPECT_LT(low_share(tilted(noise, -0.6)), 0.25);
  for (const double slope : {-0.6, 0.0, 0.6}) {
    EXPECT_NEAR(rms(tilted(noise, slope)), rms(noise), 1e-4);
  }
  EXPECT_EQ(loudest_bin(tilted(noise, 0)), loudest_bin(noise));
}

}  // namespace
}  // namespace antifaz
