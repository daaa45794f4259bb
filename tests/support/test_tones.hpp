#pragma once

#include <cmath>
#include <cstdint>

#include "src/audio/sound_file.hpp"

namespace antifaz {

/// Uniform noise in [-0.5, 0.5) by a linear congruential generator, equal everywhere.
inline Samples test_noise(std::size_t length) {
  Samples noise(length);
  std::uint32_t state = 1;
  for (float& sample : noise) {
    state = state * 1664525U + 1013904223U;
    sample = static_cast<float>(state / 4294967296.0 - 0.5);
  }
  return noise;
}

/// A buzz of 140 Hz whose loudness swells three times a second, as in speech, with a pause from 0.8
/// to 1 s.
inline Samples test_voice(std::size_t length, int rate) {
  Samples voice(length);
  for (std::size_t i = 0; i < length; ++i) {
    const double t = static_cast<double>(i) / rate;
    if (t >= 0.8 && t < 1) continue;
    double sum = 0;
    for (int k = 1; k <= 20; ++k) sum += std::sin(2 * M_PI * 140 * k * t) / k;
    voice[i] = static_cast<float>(sum * (0.55 + 0.45 * std::sin(2 * M_PI * 3 * t)) * 0.2);
  }
  return voice;
}

/// voice + factor * noise.
inline Samples test_mixture(const Samples& voice, double factor) {
  Samples mixture = voice;
  const Samples noise = test_noise(voice.size());
  for (std::size_t i = 0; i < voice.size(); ++i) {
    mixture[i] =
        static_cast<float>(static_cast<double>(voice[i]) + factor * static_cast<double>(noise[i]));
  }
  return mixture;
}

}  // namespace antifaz
