#include "pipelines/speech/speech_figures.hpp"

#include <cmath>

#include "src/audio/speech_quality.hpp"

namespace antifaz {

SpeechFigures speech_figures(const std::vector<Samples>& sounds, const std::vector<Samples>& clean,
                             int rate) {
  SpeechFigures figures;
  double snr = 0, distance = 0, intelligibility = 0;
  for (std::size_t i = 0; i < clean.size(); ++i) {
    snr += segmental_snr_db(clean[i], sounds[i], rate);
    distance += log_spectral_distance_db(clean[i], sounds[i], rate);
    const double one = stoi(clean[i], sounds[i], rate);
    if (std::isnan(one)) {
      figures.without_stoi.push_back(i);
    } else {
      intelligibility += one;
    }
  }
  const auto all = static_cast<double>(clean.size()),
             with_stoi = all - static_cast<double>(figures.without_stoi.size());
  figures.means = {{"segmental_snr_db", snr / all}, {"log_spectral_distance_db", distance / all}};
  if (with_stoi > 0) figures.means.emplace_back("stoi", intelligibility / with_stoi);
  return figures;
}

}  // namespace antifaz
