#include "pipelines/speech/speech_denoising.hpp"

#include <gtest/gtest.h>
#include <torch/utils.h>

#include "src/audio/noise.hpp"
#include "src/audio/speech_quality.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/support/test_tones.hpp"

namespace antifaz {
namespace {

constexpr int kRate = 8000;

SpeechDenoiser small() {
  torch::manual_seed(1);
  SpeechDenoiserOptions options = default_speech_denoiser();
  options.network.widths = {64};
  options.network.code = 32;
  return SpeechDenoiser(options);
}

SpeechTraining training(int epochs) {
  SpeechTraining options;
  options.trainer.epochs = epochs;
  options.trainer.learning_rate = 3e-3;
  options.pretraining_epochs = std::max(1, epochs / 6);
  return options;
}

SpeechPair pair(std::uint64_t seed) {
  const Samples clean = test_voice(2 * kRate, kRate);
  return {mixed_at_snr(clean, factory_noise(clean.size(), kRate, seed), 5), clean};
}

SpeechDenoiser trained(int epochs, const std::vector<SpeechPair>& pairs) {
  Observer quiet;
  SpeechDenoiser denoiser = small();
  denoiser.train(pairs, {}, training(epochs), quiet);
  return denoiser;
}

TEST(SpeechDenoiserTest, LearnsToRemoveNoise) {
  SpeechDenoiser denoiser = trained(30, {pair(1), pair(2)});  // 7 steps an epoch
  const SpeechPair other = pair(3);
  const Samples made = denoiser.enhance(other.noisy);
  ASSERT_EQ(made.size(), other.clean.size());
  EXPECT_GT(segmental_snr_db(other.clean, made, kRate),
            segmental_snr_db(other.clean, other.noisy, kRate) + 3);
  EXPECT_LT(mean_difference(denoiser.log_mel(made), denoiser.log_mel(other.clean)),
            0.6 * mean_difference(denoiser.log_mel(other.noisy), denoiser.log_mel(other.clean)));
}

TEST(SpeechDenoiserTest, ComesOutTheSameAtAnyVolume) {
  SpeechDenoiser denoiser = trained(1, {pair(1)});
  const Samples noisy = pair(2).noisy;
  Samples quiet = noisy;
  for (float& sample : quiet) sample *= 0.01F;
  const Samples made = denoiser.enhance(noisy), made_quiet = denoiser.enhance(quiet);
  for (std::size_t i = 0; i < made.size(); ++i) ASSERT_NEAR(made_quiet[i], 0.01 * made[i], 1e-5);
  EXPECT_EQ(denoiser.enhance(Samples(1000)), Samples(1000));
}

TEST(SpeechDenoiserTest, SameSeedSameSound) {
  EXPECT_EQ(trained(1, {pair(1)}).enhance(pair(2).noisy),
            trained(1, {pair(1)}).enhance(pair(2).noisy));
}

TEST(SpeechDenoiserTest, ComesBackFromAFile) {
  const testing::TempFolder folder;
  const auto file = folder.path() / "speech.safetensors";
  SpeechDenoiser denoiser = trained(1, {pair(1)});
  denoiser.save({{"note", "kept"}}, file);
  SpeechDenoiser loaded = SpeechDenoiser::load(file);
  EXPECT_EQ(loaded.rate(), kRate);
  EXPECT_EQ(loaded.enhance(pair(2).noisy), denoiser.enhance(pair(2).noisy));
  EXPECT_TRUE(SpeechDenoiser::is_one(read_safetensors(file).card));
  EXPECT_ERROR(load_autoencoder(file), ::testing::HasSubstr("antifaz-speech-denoiser"));
}

TEST(SpeechDenoiserTest, SaysWhatItCannotDo) {
  Observer quiet;
  SpeechDenoiserOptions options = default_speech_denoiser();
  options.rate = 44100;
  EXPECT_ERROR(SpeechDenoiser{options}, ::testing::HasSubstr("44100"));
  SpeechDenoiser denoiser = small();
  EXPECT_ERROR(denoiser.train({}, {}, training(1), quiet), ::testing::HasSubstr("no speech"));
}

}  // namespace
}  // namespace antifaz
