#include "samples/spoken_digits.hpp"

#include <gtest/gtest.h>

#include "src/audio/noise.hpp"
#include "src/core/error.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/support/test_tones.hpp"

namespace antifaz {
namespace {

TEST(SpokenDigitsTest, ReadsUtterancesByNameAtOneRateAndLoudness) {
  const testing::TempFolder folder;
  Samples quiet = test_voice(8000, 8000);
  for (float& sample : quiet) sample *= 0.01F;
  write_sound({quiet, 8000}, folder.path() / "b.wav");
  write_sound({test_voice(32000, 16000), 16000}, folder.path() / "a.wav");
  write_sound({quiet, 8000}, folder.path() / "no_test.flac");
  const std::vector<Samples> read = read_utterances(folder.path(), 8000);
  ASSERT_EQ(read.size(), 2U);
  EXPECT_EQ(read[0].size(), 16000U);
  EXPECT_EQ(read[1].size(), 8000U);
  for (const Samples& utterance : read) EXPECT_NEAR(rms(utterance), 0.1, 1e-6);
}

TEST(SpokenDigitsTest, RefusesSilence) {
  const testing::TempFolder folder;
  write_sound({Samples(8000), 8000}, folder.path() / "silence.wav");
  EXPECT_THROW(read_utterances(folder.path(), 8000), Error);
}

TEST(SpokenDigitsTest, SaysWhatFolderHasNoRecordings) {
  const testing::TempFolder folder;
  EXPECT_THROW(read_utterances(folder.path(), 8000), Error);
  EXPECT_THROW(read_utterances(folder.path() / "none", 8000), Error);
}

}  // namespace
}  // namespace antifaz
