#include "src/audio/sound_file.hpp"

#include <sndfile.h>
#include <soxr.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "src/core/error.hpp"
#include "src/core/files.hpp"

namespace antifaz {
namespace {

constexpr sf_count_t kBlock = 1 << 14;

using SoundHandle = std::unique_ptr<SNDFILE, decltype(&sf_close)>;

int format_of(const std::filesystem::path& file) {
  std::string extension = file.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](unsigned char c) { return std::tolower(c); });
  if (extension == ".wav") return SF_FORMAT_WAV | SF_FORMAT_PCM_16;
  if (extension == ".flac") return SF_FORMAT_FLAC | SF_FORMAT_PCM_16;
  throw Error(file, "sound is written as .wav or .flac");
}

void expect_within_limits(const SF_INFO& info, const std::filesystem::path& file) {
  if (info.frames <= 0) throw Error(file, "holds no sound");
  if (info.frames > kMostSamples || info.channels > kMostChannels) {
    throw Error(file, "claims " + std::to_string(info.frames) + " samples of " +
                          std::to_string(info.channels) + " channels; at most " +
                          std::to_string(kMostSamples) + " of " + std::to_string(kMostChannels) +
                          " are read: divide it");
  }
  if (info.samplerate < kLowestRate || info.samplerate > kHighestRate) {
    throw Error(file, "has " + std::to_string(info.samplerate) +
                          " samples a second; resample it to " + std::to_string(kLowestRate) +
                          " to " + std::to_string(kHighestRate));
  }
}

/// Appends the mean of the channels of interleaved samples.
void append_means(const std::vector<float>& block, std::size_t frames, std::size_t channels,
                  Samples& samples) {
  for (std::size_t i = 0; i < frames; ++i) {
    float sum = 0;
    for (std::size_t c = 0; c < channels; ++c) sum += block[i * channels + c];
    samples.push_back(sum / static_cast<float>(channels));
  }
}

void write_whole(const Sound& sound, int format, const std::filesystem::path& named,
                 const std::filesystem::path& file) {
  SF_INFO info{};
  info.samplerate = sound.rate;
  info.channels = 1;
  info.format = format;
  SoundHandle handle(sf_open(file.c_str(), SFM_WRITE, &info), &sf_close);
  if (!handle) throw Error(named, std::string("can't be written: ") + sf_strerror(nullptr));
  sf_command(handle.get(), SFC_SET_CLIPPING, nullptr, SF_TRUE);
  const auto count = static_cast<sf_count_t>(sound.samples.size());
  if (sf_write_float(handle.get(), sound.samples.data(), count) != count) {
    throw Error(named, std::string("can't be written whole: ") + sf_strerror(handle.get()));
  }
  if (sf_close(handle.release()) != 0) throw Error(named, "can't be written whole");
}

}  // namespace

Sound read_sound(const std::filesystem::path& file) {
  SF_INFO info{};
  const SoundHandle handle(sf_open(file.c_str(), SFM_READ, &info), &sf_close);
  if (!handle) throw Error(file, std::string("can't be read as sound: ") + sf_strerror(nullptr));
  expect_within_limits(info, file);
  const auto channels = static_cast<std::size_t>(info.channels);
  std::vector<float> block(static_cast<std::size_t>(kBlock) * channels);
  Sound sound{{}, info.samplerate};
  while (const sf_count_t read = sf_readf_float(handle.get(), block.data(), kBlock)) {
    append_means(block, static_cast<std::size_t>(read), channels, sound.samples);
  }
  if (sound.samples.size() != static_cast<std::size_t>(info.frames)) {
    throw Error(file, "is cut off or damaged: " + std::to_string(sound.samples.size()) + " of " +
                          std::to_string(info.frames) + " samples can be decoded");
  }
  for (const float sample : sound.samples) {
    if (!std::isfinite(sample)) throw Error(file, "holds samples that are not finite (NaN or Inf)");
  }
  return sound;
}

void write_sound(const Sound& sound, const std::filesystem::path& file) {
  const int format = format_of(file);
  write_atomically(file, [&](const std::filesystem::path& temporary) {
    write_whole(sound, format, file, temporary);
  });
}

Sound resampled(const Sound& sound, int rate) {
  if (sound.rate == rate) return sound;
  const double ratio = static_cast<double>(rate) / sound.rate;
  const double length = std::ceil(static_cast<double>(sound.samples.size()) * ratio);
  if (length > static_cast<double>(kMostSamples)) {
    throw Error("a sound of " + std::to_string(sound.samples.size()) + " samples at " +
                std::to_string(sound.rate) + " Hz is too long to be resampled to " +
                std::to_string(rate) + " Hz");
  }
  Sound result{Samples(static_cast<std::size_t>(length)), rate};
  std::size_t written = 0;
  const soxr_error_t fault = soxr_oneshot(
      sound.rate, rate, 1, sound.samples.data(), sound.samples.size(), nullptr,
      result.samples.data(), result.samples.size(), &written, nullptr, nullptr, nullptr);
  if (fault) throw Error(std::string("the sound can't be resampled: ") + soxr_strerror(fault));
  result.samples.resize(written);
  return result;
}

}  // namespace antifaz
