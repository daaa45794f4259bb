#include "samples/speech_comparison.hpp"

#include <gmock/gmock.h>

#include <sstream>

#include "tests/support/test_tones.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr int kVoiceRate = 8000;

Samples as_it_is(const Samples& noisy) { return noisy; }

/// The rows that begin with a ratio and a method.
std::vector<std::string> rows_of(const std::string& tables, const std::string& ratio,
                                 const std::string& method) {
  std::vector<std::string> rows;
  std::istringstream lines(tables);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string first, second;
    words >> first >> second;
    if (first == ratio && second == method) rows.push_back(line);
  }
  return rows;
}

TEST(SpeechComparison, TellsHowMuchBetterAMethodIsThanTheBetterBaselineAndItsWorstRun) {
  const Samples voice = test_voice(2 * kVoiceRate, kVoiceRate);
  const auto knows = [&](const Samples&) { return voice; };
  const auto silence = [](const Samples& noisy) { return Samples(noisy.size(), 1e-4F); };
  const std::string tables = speech_tables({{"noisy", {as_it_is}},
                                            {"silence", {silence}},
                                            {"right", {knows}},
                                            {"half", {knows, as_it_is}}},
                                           {{voice, voice}, {voice}, kVoiceRate},
                                           {SpeechNoise::kFactory, SpeechNoise::kCar});
  for (const char* ratio : {"0", "5", "10", "clean"}) {
    EXPECT_EQ(rows_of(tables, ratio, "noisy").size(), 1U) << ratio;  // figures, no margin
    const auto right = rows_of(tables, ratio, "right"), half = rows_of(tables, ratio, "half");
    ASSERT_EQ(right.size(), 2U) << ratio;
    EXPECT_THAT(right[0], HasSubstr("35.00")) << ratio;
    EXPECT_THAT(right[0], HasSubstr("1.000")) << ratio;
    ASSERT_EQ(half.size(), 2U) << ratio;
    EXPECT_THAT(half[1], HasSubstr("worst 0.00")) << ratio;  // a run that changes nothing
    if (std::string(ratio) != "clean") {
      EXPECT_THAT(right[1], Not(HasSubstr("worst -"))) << ratio;
      EXPECT_THAT(half[0], Not(HasSubstr("35.00"))) << ratio;  // the mean of both runs
    }
  }
}

}  // namespace
}  // namespace antifaz
