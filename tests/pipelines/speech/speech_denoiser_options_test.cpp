#include "pipelines/speech/speech_denoiser_options.hpp"

#include <gmock/gmock.h>

#include "tests/support/error_matcher.hpp"

namespace antifaz {
namespace {

TEST(SpeechTargetTest, HasAName) {
  for (const std::string& name : speech_target_names()) {
    EXPECT_EQ(name_of(speech_target(name)), name);
  }
  EXPECT_ERROR(speech_target("maks"), ::testing::AllOf(::testing::HasSubstr("'maks'"),
                                                       ::testing::HasSubstr("mask, spectrum")));
}

TEST(SpeechTargetTest, TheCodeOfASpectrumHoldsAllThatGoesIn) {
  EXPECT_GE(default_speech_denoiser(SpeechTarget::kSpectrum).network.code, 280);
  EXPECT_EQ(default_speech_denoiser().target, SpeechTarget::kMask);
}

}  // namespace
}  // namespace antifaz
