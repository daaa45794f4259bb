#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

namespace antifaz {

/// One channel of audio, full scale at -1 and 1.
using Samples = std::vector<float>;

struct Sound {
  Samples samples;
  int rate = 0;  ///< samples a second (Hz)
};

/// What is read or made at most: samples of one channel (3 hours at 48 kHz), channels, and the
/// lowest and highest rate. Beyond it a header lies or is a mistake.
inline constexpr std::int64_t kMostSamples = std::int64_t{1} << 29;
inline constexpr int kMostChannels = 64;
inline constexpr int kLowestRate = 1000, kHighestRate = 768000;

/// Reads WAV, FLAC and whatever else libsndfile knows; several channels become their mean. Takes
/// memory for what the file holds, not for what its header claims. Throws `Error` for a file that
/// is missing, empty, cut off, not audio, beyond the limits, or has samples that are not finite.
Sound read_sound(const std::filesystem::path& file);

/// Writes 16-bit WAV or FLAC, by extension, atomically; samples outside [-1, 1] are clipped. Throws
/// `Error` for another extension and where the file can't be written.
void write_sound(const Sound& sound, const std::filesystem::path& file);

/// The same sound at another rate, band-limited (libsoxr, high quality).
/// Precondition: both rates are positive. Throws `Error` where more than `kMostSamples` came out.
Sound resampled(const Sound& sound, int rate);

}  // namespace antifaz
