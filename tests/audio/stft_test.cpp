#include "src/audio/stft.hpp"

#include <gtest/gtest.h>

#include "tests/support/test_tones.hpp"

namespace antifaz {
namespace {

TEST(StftTest, IsUndoneByItsInverse) {
  for (const StftOptions options :
       {StftOptions{256, 64}, StftOptions{128, 64}, StftOptions{8, 2}}) {
    for (const std::size_t length : {1U, 63U, 64U, 1000U}) {
      const Samples noise = test_noise(length);
      const cv::Mat spectrum = stft(noise, options);
      EXPECT_EQ(spectrum.size(), cv::Size(options.bins(), options.frames(length)));
      const Samples back = inverse_stft(spectrum, options, length);
      for (std::size_t i = 0; i < length; ++i) {
        ASSERT_NEAR(back[i], noise[i], 1e-6) << "sample " << i << " of " << length;
      }
    }
  }
}

TEST(StftTest, PutsAToneInItsBin) {
  // Bin 20 of 256 at 8 kHz. The sum of the Hann window is 128, so a cosine of amplitude 1 gives 64.
  Samples tone(4000);
  for (std::size_t i = 0; i < tone.size(); ++i) {
    tone[i] = static_cast<float>(std::cos(2 * M_PI * 20 * static_cast<double>(i) / 256));
  }
  const cv::Mat power = power_spectrum(stft(tone, {}));
  const int middle = power.rows / 2;
  EXPECT_NEAR(power.at<float>(middle, 20), 64 * 64, 0.5);
  EXPECT_NEAR(power.at<float>(middle, 21), 32 * 32, 0.5);
  EXPECT_NEAR(power.at<float>(middle, 23), 0, 1e-3);
}

TEST(StftTest, GainScalesTheSignal) {
  const Samples noise = test_noise(1000);
  const cv::Mat spectrum = stft(noise, {});
  const cv::Mat half(spectrum.size(), CV_32F, cv::Scalar(0.5));
  const Samples back = inverse_stft(with_gain(spectrum, half), {}, noise.size());
  for (std::size_t i = 0; i < noise.size(); ++i) ASSERT_NEAR(back[i], noise[i] / 2, 1e-6) << i;
}

}  // namespace
}  // namespace antifaz
