#pragma once

#include "src/audio/sound_file.hpp"

namespace antifaz {

/// Other voices, rooms and machines from the recordings at hand.

/// `factor` times as fast and as high, as a tape that runs faster: by resampling.
/// Precondition: the factor is positive.
Samples at_speed(const Samples& samples, int rate, double factor);

/// As loud, but duller (slope above 0) or thinner (below), by a filter of first order.
/// Precondition: not silent; the slope lies in (-1, 1).
Samples tilted(const Samples& samples, double slope);

}  // namespace antifaz
