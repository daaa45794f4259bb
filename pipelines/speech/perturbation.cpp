#include "pipelines/speech/perturbation.hpp"

#include <cmath>

#include "src/audio/noise.hpp"

namespace antifaz {

Samples at_speed(const Samples& samples, int rate, double factor) {
  return resampled({samples, static_cast<int>(std::lround(rate * factor))}, rate).samples;
}

Samples tilted(const Samples& samples, double slope) {
  Samples result = samples;
  double before = 0;
  for (float& sample : result) {
    const double heard = static_cast<double>(sample), made = heard + slope * before;
    before = slope > 0 ? made : heard;
    sample = static_cast<float>(made);
  }
  const double factor = rms(samples) / rms(result);
  for (float& sample : result) sample *= static_cast<float>(factor);
  return result;
}

}  // namespace antifaz
