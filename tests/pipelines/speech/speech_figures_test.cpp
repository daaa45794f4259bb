#include "pipelines/speech/speech_figures.hpp"

#include <gmock/gmock.h>

#include "src/audio/speech_quality.hpp"
#include "tests/support/test_tones.hpp"

namespace antifaz {
namespace {

using ::testing::_;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

constexpr int kRate = 8000;

TEST(SpeechFiguresTest, LeavesRecordingsThatAreTooShortOutOfTheMeanOfStoi) {
  const Samples voice = test_voice(2 * kRate, kRate), brief = test_voice(kRate / 5, kRate);
  const std::vector<Samples> clean{brief, voice, brief},
      sounds{test_mixture(brief, 0.3), test_mixture(voice, 0.3), test_mixture(brief, 0.3)};
  const SpeechFigures figures = speech_figures(sounds, clean, kRate);
  EXPECT_THAT(figures.without_stoi, ElementsAre(0U, 2U));
  EXPECT_THAT(figures.means,
              ElementsAre(Pair("segmental_snr_db", _), Pair("log_spectral_distance_db", _),
                          Pair("stoi", stoi(clean[1], sounds[1], kRate))));
}

TEST(SpeechFiguresTest, HasNoStoiWhereAllAreTooShort) {
  const std::vector<Samples> brief{test_voice(kRate / 5, kRate)};
  const SpeechFigures figures = speech_figures(brief, brief, kRate);
  EXPECT_EQ(figures.means.size(), 2U);
  EXPECT_THAT(figures.without_stoi, ElementsAre(0U));
  const std::vector<Samples> voice{test_voice(2 * kRate, kRate)};
  EXPECT_THAT(speech_figures(voice, voice, kRate).without_stoi, IsEmpty());
}

}  // namespace
}  // namespace antifaz
