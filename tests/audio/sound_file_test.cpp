#include "src/audio/sound_file.hpp"

#include <gmock/gmock.h>
#include <sndfile.h>

#include <cmath>
#include <fstream>

#include "src/core/files.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/support/test_tones.hpp"

namespace antifaz {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

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

/// A WAV file of 32-bit floats.
std::string float_wav(const std::vector<float>& samples, std::uint32_t rate,
                      std::uint32_t claimed_bytes) {
  std::string bytes = "RIFF....WAVEfmt ";
  const auto put = [&](std::uint32_t value, int size) {
    for (int i = 0; i < size; ++i) bytes += static_cast<char>(value >> (8 * i));
  };
  put(16, 4);
  put(3, 2);  // IEEE float
  put(1, 2);
  put(rate, 4);
  put(rate * 4, 4);
  put(4, 2);
  put(32, 2);
  bytes += "data";
  put(claimed_bytes, 4);
  bytes.append(reinterpret_cast<const char*>(samples.data()), samples.size() * sizeof(float));
  return bytes;
}

/// FLAC of a voice with this many samples claimed in its header.
std::string flac_claiming(const testing::TempFolder& folder, std::uint64_t samples) {
  write_sound({test_voice(20000, 8000), 8000}, folder.path() / "whole.flac");
  std::string bytes = read_file(folder.path() / "whole.flac");
  // STREAMINFO: 36 bits of samples end 18 bytes into a block of data that begins at byte 8.
  bytes[21] = static_cast<char>((bytes[21] & 0xF0) | static_cast<int>(samples >> 32 & 0xF));
  for (int i = 0; i < 4; ++i) bytes[25 - i] = static_cast<char>(samples >> (8 * i));
  return bytes;
}

TEST(SoundFileTest, RefusesSamplesThatAreNotFinite) {
  const testing::TempFolder folder;
  EXPECT_EQ(read_sound(folder.write("fine.wav", float_wav({1, 0.5F}, 8000, 8))).samples,
            (Samples{1, 0.5F}));
  for (const float bad : {NAN, INFINITY, -INFINITY}) {
    EXPECT_ERROR(read_sound(folder.write("bad.wav", float_wav({0, bad, 0}, 8000, 12))),
                 AllOf(HasSubstr("bad.wav"), HasSubstr("not finite")));
  }
}

TEST(SoundFileTest, RefusesFlacThatIsCutOff) {
  const testing::TempFolder folder;
  const std::string whole = flac_claiming(folder, 20000);
  EXPECT_EQ(read_sound(folder.write("again.flac", whole)).samples.size(), 20000U);
  for (const double share : {0.3, 0.6, 0.95}) {
    const auto kept = static_cast<std::size_t>(share * static_cast<double>(whole.size()));
    EXPECT_ERROR(read_sound(folder.write("part.flac", whole.substr(0, kept))),
                 HasSubstr("part.flac"));
  }
}

TEST(SoundFileTest, RefusesWhatHeadersClaimBeyondTheLimits) {
  const testing::TempFolder folder;
  EXPECT_ERROR(read_sound(folder.write("much.flac", flac_claiming(folder, (1ULL << 36) - 1))),
               HasSubstr("at most"));
  // Below the limit a claim takes no memory either: the file ends first.
  EXPECT_ERROR(read_sound(folder.write("some.flac", flac_claiming(folder, kMostSamples))),
               HasSubstr("cut off"));
  for (const std::uint32_t rate : {1U, 2000000U}) {
    EXPECT_ERROR(read_sound(folder.write("rate.wav", float_wav({0, 1}, rate, 8))),
                 HasSubstr("samples a second"));
  }
  try {  // libsndfile may believe the file's length instead
    EXPECT_LE(
        read_sound(folder.write("huge.wav", float_wav({0, 1}, 8000, 0xFFFFFFF0))).samples.size(),
        2U);
  } catch (const Error&) {
  }
}

TEST(SoundFileTest, RefusesMoreChannelsThanTheLimit) {
  const testing::TempFolder folder;
  for (const int channels : {kMostChannels, kMostChannels + 1}) {
    SF_INFO info{};
    info.samplerate = 8000;
    info.channels = channels;
    info.format = SF_FORMAT_WAV | SF_FORMAT_PCM_16;
    const std::vector<float> frame(static_cast<std::size_t>(channels), 0.5F);
    SNDFILE* file = sf_open((folder / "many.wav").c_str(), SFM_WRITE, &info);
    sf_writef_float(file, frame.data(), 1);
    sf_close(file);
    if (channels == kMostChannels) {
      EXPECT_EQ(read_sound(folder / "many.wav").samples.size(), 1U);
    } else {
      EXPECT_ERROR(read_sound(folder / "many.wav"), HasSubstr("of 65 channels; at most"));
    }
  }
}

TEST(SoundFileTest, AFileThatCantBeWrittenLeavesTheOldOne) {
  const testing::TempFolder folder;
  const auto file = folder.path() / "voice.wav";
  write_sound({{0.5F, 0.25F}, 8000}, file);
  EXPECT_THROW(write_sound({{0.1F}, /*rate=*/0}, file), Error);
  EXPECT_EQ(read_sound(file).samples.size(), 2U);
  const std::filesystem::directory_iterator begin(folder.path());
  EXPECT_EQ(std::distance(begin, std::filesystem::directory_iterator()), 1);
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

TEST(ResampledTest, RefusesWhatWouldBeTooLong) {
  EXPECT_ERROR(resampled({Samples(1 << 20), 1}, 8000), HasSubstr("too long"));
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
