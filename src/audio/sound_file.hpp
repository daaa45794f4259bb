#pragma once

#include <filesystem>
#include <vector>

namespace antifaz {

/// One channel of audio, full scale at -1 and 1.
using Samples = std::vector<float>;

struct Sound {
  Samples samples;
  int rate = 0;  ///< samples a second (Hz)
};

/// Reads WAV, FLAC and whatever else libsndfile knows; several channels become their mean. Throws
/// `Error` for a file that is missing, empty, truncated to nothing, or not audio.
Sound read_sound(const std::filesystem::path& file);

/// Writes 16-bit WAV or FLAC, by extension; samples outside [-1, 1] are clipped. Throws `Error` for
/// another extension and where the file can't be written.
void write_sound(const Sound& sound, const std::filesystem::path& file);

/// The same sound at another rate, band-limited (libsoxr, high quality).
/// Precondition: both rates are positive.
Sound resampled(const Sound& sound, int rate);

}  // namespace antifaz
