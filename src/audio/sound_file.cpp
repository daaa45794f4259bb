#include "src/audio/sound_file.hpp"

#include <sndfile.h>
#include <soxr.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "src/core/error.hpp"

namespace antifaz {
namespace {

using SoundHandle = std::unique_ptr<SNDFILE, decltype(&sf_close)>;

int format_of(const std::filesystem::path& file) {
  std::string extension = file.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](unsigned char c) { return std::tolower(c); });
  if (extension == ".wav") return SF_FORMAT_WAV | SF_FORMAT_PCM_16;
  if (extension == ".flac") return SF_FORMAT_FLAC | SF_FORMAT_PCM_16;
  throw Error(file, "sound is written as .wav or .flac");
}

}  // namespace

Sound read_sound(const std::filesystem::path& file) {
  SF_INFO info{};
  const SoundHandle handle(sf_open(file.c_str(), SFM_READ, &info), &sf_close);
  if (!handle) throw Error(file, std::string("can't be read as sound: ") + sf_strerror(nullptr));
  if (info.frames <= 0) throw Error(file, "holds no sound");
  std::vector<float> all(static_cast<std::size_t>(info.frames * info.channels));
  const sf_count_t read = sf_readf_float(handle.get(), all.data(), info.frames);
  if (read <= 0) throw Error(file, "holds no sound that can be decoded");
  Sound sound{Samples(static_cast<std::size_t>(read)), info.samplerate};
  const auto channels = static_cast<std::size_t>(info.channels);
  for (std::size_t i = 0; i < sound.samples.size(); ++i) {
    for (std::size_t c = 0; c < channels; ++c) sound.samples[i] += all[i * channels + c];
    sound.samples[i] /= static_cast<float>(channels);
  }
  return sound;
}

void write_sound(const Sound& sound, const std::filesystem::path& file) {
  SF_INFO info{};
  info.samplerate = sound.rate;
  info.channels = 1;
  info.format = format_of(file);
  const SoundHandle handle(sf_open(file.c_str(), SFM_WRITE, &info), &sf_close);
  if (!handle) throw Error(file, std::string("can't be written: ") + sf_strerror(nullptr));
  sf_command(handle.get(), SFC_SET_CLIPPING, nullptr, SF_TRUE);
  const auto count = static_cast<sf_count_t>(sound.samples.size());
  if (sf_write_float(handle.get(), sound.samples.data(), count) != count) {
    throw Error(file, std::string("can't be written whole: ") + sf_strerror(handle.get()));
  }
}

Sound resampled(const Sound& sound, int rate) {
  if (sound.rate == rate) return sound;
  const double ratio = static_cast<double>(rate) / sound.rate;
  Sound result{Samples(static_cast<std::size_t>(
                   std::lround(std::ceil(static_cast<double>(sound.samples.size()) * ratio)))),
               rate};
  std::size_t written = 0;
  const soxr_error_t fault = soxr_oneshot(
      sound.rate, rate, 1, sound.samples.data(), sound.samples.size(), nullptr,
      result.samples.data(), result.samples.size(), &written, nullptr, nullptr, nullptr);
  if (fault) throw Error(std::string("the sound can't be resampled: ") + soxr_strerror(fault));
  result.samples.resize(written);
  return result;
}

}  // namespace antifaz
