#pragma once

#include <cstdint>
#include <vector>

#include "src/audio/sound_file.hpp"

namespace antifaz {

/// The same speech with and without noise, equally long.
struct SpeechPair {
  Samples noisy, clean;
};

/// The noises of src/audio/noise.hpp.
enum class SpeechNoise { kFactory, kCar, kBabble, kFan };

/// So much of a noise; babble is made of `voices`, of which there must be some then.
Samples make_noise(SpeechNoise kind, std::size_t length, int rate,
                   const std::vector<Samples>& voices, std::uint64_t seed);

/// Each recording, up to 1.4 times as fast and as high or slow and low, a little duller or thinner,
/// under the next of `noises`, in turn, itself up to twice as fast or slow, duller or thinner, at a
/// random signal-to-noise ratio between -5 and 25 dB; one in twelve stays clean. Precondition: none
/// is silent; there are noises.
std::vector<SpeechPair> spoilt_speech(const std::vector<Samples>& recordings, int rate,
                                      const std::vector<SpeechNoise>& noises,
                                      const std::vector<Samples>& voices, std::uint64_t seed);

}  // namespace antifaz
