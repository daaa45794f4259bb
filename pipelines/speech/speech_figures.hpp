#pragma once

#include <string>
#include <vector>

#include "src/audio/sound_file.hpp"
#include "src/core/named_values.hpp"

namespace antifaz {

/// How near recordings are to the clean ones.
struct SpeechFigures {
  NamedValues means;  ///< segmental_snr_db, log_spectral_distance_db, and stoi where it has any
  /// Places of the recordings too short for the intelligibility (`stoi`): not in its mean.
  std::vector<std::size_t> without_stoi;
};

/// Means over recordings and their clean partners, equally long. Precondition: there are some.
SpeechFigures speech_figures(const std::vector<Samples>& sounds, const std::vector<Samples>& clean,
                             int rate);

}  // namespace antifaz
