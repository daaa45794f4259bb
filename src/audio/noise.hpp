#pragma once

#include <cstdint>
#include <vector>

#include "src/audio/sound_file.hpp"

namespace antifaz {

/// Noises made by rule, so that experiments need no recordings. Each has root mean square 0.1 and
/// depends on nothing but its arguments.

/// A workshop: pink noise that swells and ebbs, mains hum, and metal struck about five times a
/// second.
Samples factory_noise(std::size_t length, int rate, std::uint64_t seed);

/// Inside a moving car: noise that falls by 12 dB an octave, harmonics of an engine whose speed
/// wanders, a little wind.
Samples car_noise(std::size_t length, int rate, std::uint64_t seed);

/// A fan: pink noise in the rhythm of the blades, and their tones.
Samples fan_noise(std::size_t length, int rate, std::uint64_t seed);

/// Many people talking at once: `talkers` voices, each a chain of randomly chosen recordings, all
/// equally loud. Precondition: there are recordings, none of them empty or silent.
Samples babble_noise(std::size_t length, const std::vector<Samples>& recordings, int talkers,
                     std::uint64_t seed);

/// Root mean square; 0 of nothing.
double rms(const Samples& samples);

/// speech + a * noise with a such that the ratio of their energies is `snr_db`. Precondition: the
/// noise is at least as long as the speech; neither is silent.
Samples mixed_at_snr(const Samples& speech, const Samples& noise, double snr_db);

}  // namespace antifaz
