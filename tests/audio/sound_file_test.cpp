#include "src/audio/sound_file.hpp"

#include <gtest/gtest.h>
#include <sndfile.h>

#include <cmath>
#include <fstream>

#include "src/core/error.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/support/test_tones.hpp"

namespace antifaz {
namespace {

TEST(SoundFileTest, KeepsSamplesInWavAndFlac) {
  const testing::TempFolder folder;
  const Sound voice{test_voice(4000, 8000), 8000};
  for (const char* name : {"voice.wav", "voice.FLAC"}) {
    write_sound(voice, folder.path() / name);
    const Sound read = read_sound(folder.path() / name);
    EXPECT_EQ(read.rate, 8000);
    ASSERT_EQ(read.samples.size(), voice.samples.size()) << name;
    for (std::size_t i = 0; i < read.samples.size(); ++i) {
      ASSERT_NEAR(read.samples[i], voice.samples[i], 1.0 / 32768) << name << " at " << i;
    }
  }
}

TEST(SoundFileTest, ClipsInsteadOfWrappingRound) {
  const testing::TempFolder folder;
  write_sound({{0.5F, 1.7F, -3.F}, 8000}, folder.path() / "loud.wav");
  const Samples read = read_sound(folder.path() / "loud.wav").samples;
  EXPECT_NEAR(read[1], 1, 1e-3);
  EXPECT_NEAR(read[2], -1, 1e-3);
}

TEST(SoundFileTest, AveragesChannels) {
  const testing::TempFolder folder;
  SF_INFO info{};
  info.samplerate = 16000;
  info.channels = 2;
  info.format = SF_FORMAT_WAV | SF_FORMAT_FLOAT;
  SNDFILE* file = sf_open((folder.path() / "stereo.wav").c_str(), SFM_WRITE, &info);
  const float samples[] = {0.2F, 0.4F, -1, 1};
  sf_write_float(file, samples, 4);
  sf_close(file);
  const Sound read = read_sound(folder.path() / "stereo.wav");
  ASSERT_EQ(read.samples.size(), 2U);
  EXPECT_FLOAT_EQ(read.samples[0], 0.3F);
  EXPECT_FLOAT_EQ(read.samples[1], 0);
}

TEST(SoundFileTest, SaysWhatIsWrong) {
  const testing::TempFolder folder;
  std::ofstream(folder.path() / "text.wav") << "no sound at all";
  EXPECT_THROW(read_sound(folder.path() / "text.wav"), Error);
  EXPECT_THROW(read_sound(folder.path() / "missing.wav"), Error);
  write_sound({{}, 8000}, folder.path() / "empty.wav");
  EXPECT_THROW(read_sound(folder.path() / "empty.wav"), Error);
  EXPECT_THROW(write_sound({{0.F}, 8000}, folder.path() / "voice.mp3"), Error);
  EXPECT_THROW(write_sound({{0.F}, 8000}, folder.path() / "none" / "voice.wav"), Error);
}

TEST(ResampledTest, KeepsAToneAndItsLength) {
  Sound tone{Samples(8000), 8000};
  for (std::size_t i = 0; i < 8000; ++i) {
    tone.samples[i] = static_cast<float>(std::sin(2 * M_PI * 440 * static_cast<double>(i) / 8000));
  }
  const Sound faster = resampled(tone, 10000);
  EXPECT_EQ(faster.rate, 10000);
  ASSERT_EQ(faster.samples.size(), 10000U);
  for (std::size_t i = 1000; i < 9000; ++i) {
    ASSERT_NEAR(faster.samples[i], std::sin(2 * M_PI * 440 * static_cast<double>(i) / 10000), 1e-3);
  }
}

}  // namespace
}  // namespace antifaz
