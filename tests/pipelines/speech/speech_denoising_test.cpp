#include "pipelines/speech/speech_denoising.hpp"

#include <gtest/gtest.h>
#include <torch/utils.h>

#include "models/autoencoders/factory.hpp"
#include "src/audio/mel.hpp"
#include "src/audio/noise.hpp"
#include "src/audio/speech_quality.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/support/test_tones.hpp"

namespace antifaz {
namespace {

constexpr int kRate = 8000;

const std::vector<SpeechTarget> kTargets{SpeechTarget::kMask, SpeechTarget::kSpectrum};

SpeechDenoiser small(SpeechTarget target) {
  torch::manual_seed(1);
  SpeechDenoiserOptions options = default_speech_denoiser(target);
  options.network.widths = {64};
  options.network.code = 32;
  return SpeechDenoiser(options);
}

SpeechTraining training(int epochs, SpeechTarget target = SpeechTarget::kSpectrum) {
  SpeechTraining options = default_speech_training(target);
  options.trainer.epochs = epochs;
  options.trainer.learning_rate = target == SpeechTarget::kMask ? 1e-2 : 3e-3;
  options.batch = target == SpeechTarget::kMask ? 2 : 64;
  options.pretraining_epochs = std::max(1, epochs / 6);
  return options;
}

SpeechPair pair(std::uint64_t seed) {
  const Samples clean = test_voice(2 * kRate, kRate);
  return {mixed_at_snr(clean, factory_noise(clean.size(), kRate, seed), 5), clean};
}

SpeechDenoiser trained(int epochs, const std::vector<SpeechPair>& pairs, SpeechTarget target) {
  Observer quiet;
  SpeechDenoiser denoiser = small(target);
  denoiser.train(pairs, {}, training(epochs, target), quiet);
  return denoiser;
}

cv::Mat log_mel(const Samples& samples) {
  return MelBands(40, {}, kRate, 1e-4).log_energies(power_spectrum(stft(samples, {})));
}

TEST(SpeechDenoiserTest, LearnsToRemoveNoise) {
  for (const SpeechTarget target : kTargets) {
    SpeechDenoiser denoiser = trained(30, {pair(1), pair(2)}, target);  // 2 to 7 steps an epoch
    const SpeechPair other = pair(3);
    const Samples made = denoiser.enhance(other.noisy);
    ASSERT_EQ(made.size(), other.clean.size());
    EXPECT_GT(segmental_snr_db(other.clean, made, kRate),
              segmental_snr_db(other.clean, other.noisy, kRate) + 3)
        << name_of(target);
    // A mask takes half of the decibels that its network would.
    const double left = target == SpeechTarget::kMask ? 0.8 : 0.6;
    EXPECT_LT(mean_difference(log_mel(made), log_mel(other.clean)),
              left * mean_difference(log_mel(other.noisy), log_mel(other.clean)))
        << name_of(target);
  }
}

TEST(SpeechDenoiserTest, ValidatesOnOtherPairs) {
  Observer quiet;
  for (const SpeechTarget target : kTargets) {
    const TrainReport report =
        small(target).train({pair(1)}, {pair(2)}, training(1, target), quiet);
    ASSERT_FALSE(report.validation.empty());
    EXPECT_EQ(report.validation.front().first, "loss");
    EXPECT_GT(report.validation.front().second, 0);
  }
}

TEST(SpeechDenoiserTest, ComesOutTheSameAtAnyVolume) {
  for (const SpeechTarget target : kTargets) {
    SpeechDenoiser denoiser = trained(1, {pair(1)}, target);
    const Samples noisy = pair(2).noisy;
    Samples quiet = noisy;
    for (float& sample : quiet) sample *= 0.01F;
    const Samples made = denoiser.enhance(noisy), made_quiet = denoiser.enhance(quiet);
    for (std::size_t i = 0; i < made.size(); ++i) ASSERT_NEAR(made_quiet[i], 0.01 * made[i], 1e-5);
    EXPECT_EQ(denoiser.enhance(Samples(1000)), Samples(1000));
    EXPECT_EQ(denoiser.enhance({0.5F}).size(), 1U);
  }
}

TEST(SpeechDenoiserTest, LearnsFromAnythingAsShortAsAWord) {
  const Samples word = test_voice(kRate / 5, kRate);
  for (const SpeechTarget target : kTargets) {
    SpeechDenoiser denoiser = trained(1, {{test_mixture(word, 0.2), word}, pair(1)}, target);
    EXPECT_EQ(denoiser.enhance(word).size(), word.size());
  }
}

TEST(SpeechDenoiserTest, SameSeedSameSound) {
  for (const SpeechTarget target : kTargets) {
    EXPECT_EQ(trained(1, {pair(1)}, target).enhance(pair(2).noisy),
              trained(1, {pair(1)}, target).enhance(pair(2).noisy));
  }
}

TEST(SpeechDenoiserTest, ComesBackFromAFile) {
  const testing::TempFolder folder;
  const auto file = folder.path() / "speech.safetensors";
  for (const SpeechTarget target : kTargets) {
    SpeechDenoiser denoiser = trained(1, {pair(1)}, target);
    denoiser.save({{"note", "kept"}}, file);
    SpeechDenoiser loaded = SpeechDenoiser::load(file);
    EXPECT_EQ(loaded.rate(), kRate);
    EXPECT_EQ(loaded.enhance(pair(2).noisy), denoiser.enhance(pair(2).noisy));
    const TensorFile contents = read_safetensors(file);
    EXPECT_TRUE(SpeechDenoiser::is_one(contents.card));
    EXPECT_EQ(contents.card.at("target"), name_of(target));
    EXPECT_ERROR(load_autoencoder(file), ::testing::HasSubstr("antifaz-speech-denoiser"));
  }
}

TEST(SpeechDenoiserTest, RefusesAnUnknownTargetByName) {
  const testing::TempFolder folder;
  const auto file = folder.path() / "speech.safetensors";
  small(SpeechTarget::kMask).save({}, file);
  TensorFile contents = read_safetensors(file);
  contents.card["target"] = "phase";
  write_safetensors(contents, file);
  EXPECT_ERROR(SpeechDenoiser::load(file),
               ::testing::AllOf(::testing::HasSubstr("speech.safetensors"),
                                ::testing::HasSubstr("'phase'")));
}

// Files of before there were targets hold the network without what is beside it.
TEST(SpeechDenoiserTest, ReadsTheSpectraOfBeforeThereWereTargets) {
  const testing::TempFolder folder;
  const auto file = folder.path() / "speech.safetensors";
  small(SpeechTarget::kSpectrum).save({}, file);
  TensorFile contents = read_safetensors(file), before;
  before.card = contents.card;
  before.card.erase("target");
  const std::string inner = "network.network.";
  for (const auto& [name, tensor] : contents.tensors) {
    if (name == "mean" || name == "deviation") before.tensors[name] = tensor;
    if (name.rfind(inner, 0) == 0) before.tensors["network." + name.substr(inner.size())] = tensor;
  }
  write_safetensors(before, file);
  SpeechDenoiser loaded = SpeechDenoiser::load(file);
  contents.tensors["network.share"].fill_(-40);  // nothing goes around the network
  const auto same = folder.path() / "same.safetensors";
  write_safetensors(contents, same);
  const Samples noisy = pair(1).noisy;
  EXPECT_EQ(loaded.enhance(noisy), SpeechDenoiser::load(same).enhance(noisy));
}

TEST(SpeechDenoiserTest, SaysWhatItCannotDo) {
  Observer quiet;
  SpeechDenoiserOptions options = default_speech_denoiser();
  options.rate = 44100;
  EXPECT_ERROR(SpeechDenoiser{options}, ::testing::HasSubstr("44100"));
  SpeechDenoiser denoiser = small(SpeechTarget::kMask);
  EXPECT_ERROR(denoiser.train({}, {}, training(1), quiet), ::testing::HasSubstr("no speech"));
}

}  // namespace
}  // namespace antifaz
