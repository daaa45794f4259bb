#include "pipelines/speech/speech_jobs.hpp"

#include <gmock/gmock.h>

#include "pipelines/speech/speech_denoising.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/impatient.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/support/test_tones.hpp"

namespace antifaz {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr int kRate = 8000;

struct Listener : Observer {
  void message(const std::string& line) override { said.push_back(line); }
  std::vector<std::string> said;
};

/// A small denoiser that has learned nothing.
std::filesystem::path saved_denoiser(const testing::TempFolder& folder) {
  SpeechDenoiserOptions options = default_speech_denoiser(SpeechTarget::kSpectrum);
  options.network.widths = {8};
  options.network.code = 4;
  const auto file = folder.path() / "model.safetensors";
  SpeechDenoiser(options).save({}, file);
  return file;
}

TEST(DenoiseSpeech, NamesRecordingsTooShortForStoiAndTakesTheMeanOfTheOthers) {
  const testing::TempFolder folder;
  write_sound({test_voice(2 * kRate, kRate), kRate}, folder / "speech/long.wav");
  write_sound({test_voice(kRate / 5, kRate), kRate}, folder / "speech/short.wav");
  const auto speech = folder.path() / "speech";
  Listener listener;
  const DenoiseSpeechReport report =
      denoise_speech({saved_denoiser(folder), speech, speech, folder.path() / "out", {}}, listener);
  EXPECT_EQ(report.sounds, 2U);
  EXPECT_EQ(report.without_stoi, 1U);
  EXPECT_THAT(listener.said, ElementsAre(HasSubstr("short.wav")));
  ASSERT_EQ(report.noisy.size(), 3U);
  EXPECT_NEAR(report.noisy[2].second, 1, 1e-6);  // the noisy ones are the clean ones here
  EXPECT_EQ(read_sound(folder.path() / "out" / "short.wav").samples.size(), kRate / 5U);
}

TEST(DenoiseSpeech, StopsBeforeItWritesAnything) {
  const testing::TempFolder folder;
  write_sound({test_voice(kRate, kRate), kRate}, folder / "speech/a.wav");
  testing::Impatient impatient;
  EXPECT_THROW(
      denoise_speech(
          {saved_denoiser(folder), folder.path() / "speech", "", folder.path() / "out", {}},
          impatient),
      Stopped);
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "out"));
}

TEST(SpeechJobs, AskTheirOutputBeforeTheyReadAnything) {
  const testing::TempFolder folder;
  folder.write("speech/a.wav", "no sound");
  folder.write("taken/file", "");
  Observer quiet;
  const auto denoises = [&](const char* data, const char* output) {
    denoise_speech({"no_model", folder.path() / data, "", folder.path() / output, {}}, quiet);
  };
  EXPECT_ERROR(denoises("speech", "taken"), HasSubstr("choose a new folder"));
  EXPECT_ERROR(denoises("speech/a.wav", "a.mp3"), HasSubstr(".wav or .flac"));
  EXPECT_ERROR(denoises("speech/a.wav", "none/a.wav"), HasSubstr("there is no folder"));
  EXPECT_ERROR(denoises("speech/a.wav", "speech/a.wav"), HasSubstr("is there already"));
  EXPECT_ERROR(denoises("speech/a.wav", "a.wav"), HasSubstr("no_model"));
  TrainSpeechJob job;
  job.data = "nowhere";
  job.denoiser = default_speech_denoiser();
  job.training.trainer.folder = folder.path() / "taken" / "file" / "run";
  EXPECT_ERROR(train_speech(job, quiet), HasSubstr("can't be made"));
  job.training.trainer.folder = folder.path() / "run";
  EXPECT_ERROR(train_speech(job, quiet), HasSubstr("nowhere: is not there"));
}

TEST(TrainSpeech, StoppedWhilePretrainingItGoesOnOnlyWithTheSame) {
  const testing::TempFolder folder;
  write_sound({test_voice(kRate, kRate), kRate}, folder / "speech/a.wav");
  TrainSpeechJob job;
  job.data = folder.path() / "speech";
  job.denoiser = default_speech_denoiser(SpeechTarget::kSpectrum);
  job.denoiser.network.widths = {8};
  job.denoiser.network.code = 4;
  job.training.trainer.epochs = 1;
  job.training.trainer.folder = folder.path() / "run";
  testing::Impatient stops(3);
  EXPECT_THROW(train_speech(job, stops), Stopped);
  Observer quiet;
  EXPECT_ERROR(train_speech(job, quiet), HasSubstr("add --resume"));
  job.training.trainer.resume = true;
  TrainSpeechJob other = job;
  write_sound({test_voice(kRate - 100, kRate), kRate}, folder / "speech/b.wav");
  EXPECT_ERROR(train_speech(other, quiet), HasSubstr("SHA-256 of the recordings"));
  std::filesystem::remove(folder.path() / "speech/b.wav");
  EXPECT_GT(train_speech(job, quiet).training.steps, 0);
  EXPECT_TRUE(is_speech_denoiser(folder.path() / "run" / "weights.safetensors"));
}

TEST(TrainSpeech, AMaskNeedsNoPretrainingAndGoesOnOnlyAsAMask) {
  const testing::TempFolder folder;
  write_sound({test_voice(kRate, kRate), kRate}, folder / "speech/a.wav");
  TrainSpeechJob job;
  job.data = folder.path() / "speech";
  job.denoiser = default_speech_denoiser();
  job.training = default_speech_training();
  job.training.trainer.epochs = 2;
  job.training.trainer.folder = folder.path() / "run";
  job.training.batch = 1;
  testing::Impatient stops(2);
  EXPECT_THROW(train_speech(job, stops), Stopped);
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "run" / "layer1"));
  Observer quiet;
  EXPECT_ERROR(train_speech(job, quiet), HasSubstr("add --resume"));
  job.training.trainer.resume = true;
  TrainSpeechJob other = job;
  other.denoiser.target = SpeechTarget::kSpectrum;
  other.training.pretraining_epochs = 0;
  EXPECT_ERROR(train_speech(other, quiet), HasSubstr("--target was mask, now spectrum"));
  EXPECT_GT(train_speech(job, quiet).training.steps, 0);
  const auto weights = folder.path() / "run" / "weights.safetensors";
  EXPECT_EQ(read_safetensors(weights).card.at("target"), "mask");
}

}  // namespace
}  // namespace antifaz
