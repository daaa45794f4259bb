#include "pipelines/speech_denoising.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "src/audio/noise.hpp"
#include "src/audio/speech_quality.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/test_tones.hpp"

namespace antifaz {
namespace {

constexpr int kRate = 8000;

SpeechDenoiserOptions small() {
  SpeechDenoiserOptions options;
  options.depth = 1;
  options.width = 64;
  options.code = 32;
  options.pretraining_steps = 30;
  options.steps = 200;
  options.batch = 64;
  options.learning_rate = 3e-3;
  return options;
}

SpeechPair pair(std::uint64_t seed) {
  const Samples clean = test_voice(2 * kRate, kRate);
  return {mixed_at_snr(clean, factory_noise(clean.size(), kRate, seed), 5), clean};
}

TEST(SpeechDenoiserTest, LearnsToRemoveNoise) {
  SpeechDenoiser denoiser(small());
  denoiser.train({pair(1), pair(2)});
  const SpeechPair other = pair(3);
  const Samples made = denoiser.enhance(other.noisy);
  ASSERT_EQ(made.size(), other.clean.size());
  EXPECT_GT(segmental_snr_db(other.clean, made, kRate),
            segmental_snr_db(other.clean, other.noisy, kRate) + 3);
  EXPECT_LT(mean_difference(denoiser.log_mel(made), denoiser.log_mel(other.clean)),
            0.6 * mean_difference(denoiser.log_mel(other.noisy), denoiser.log_mel(other.clean)));
}

TEST(SpeechDenoiserTest, ComesOutTheSameAtAnyVolume) {
  SpeechDenoiserOptions options = small();
  options.steps = options.pretraining_steps = 5;
  SpeechDenoiser denoiser(options);
  denoiser.train({pair(1)});
  const Samples noisy = pair(2).noisy;
  Samples quiet = noisy;
  for (float& sample : quiet) sample *= 0.01F;
  const Samples made = denoiser.enhance(noisy), made_quiet = denoiser.enhance(quiet);
  for (std::size_t i = 0; i < made.size(); ++i) ASSERT_NEAR(made_quiet[i], 0.01 * made[i], 1e-5);
  EXPECT_EQ(denoiser.enhance(Samples(1000)), Samples(1000));
}

TEST(SpeechDenoiserTest, SameSeedSameSound) {
  SpeechDenoiserOptions options = small();
  options.steps = options.pretraining_steps = 5;
  const auto result = [&] {
    SpeechDenoiser denoiser(options);
    denoiser.train({pair(1)});
    return denoiser.enhance(pair(2).noisy);
  };
  EXPECT_EQ(result(), result());
}

TEST(SpeechDenoiserTest, SaysWhatItCannotDo) {
  SpeechDenoiserOptions options = small();
  options.rate = 44100;
  EXPECT_ERROR(SpeechDenoiser{options}, ::testing::HasSubstr("44100"));
  SpeechDenoiser denoiser(small());
  EXPECT_ERROR(denoiser.train({}), ::testing::HasSubstr("no speech"));
}

}  // namespace
}  // namespace antifaz
