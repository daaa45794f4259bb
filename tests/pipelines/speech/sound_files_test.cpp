#include "pipelines/speech/sound_files.hpp"

#include <gmock/gmock.h>

#include "tests/support/error_matcher.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/support/test_tones.hpp"

namespace antifaz {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::UnorderedElementsAre;

constexpr int kRate = 8000;

struct Listener : Observer {
  void message(const std::string& line) override { said.push_back(line); }
  std::vector<std::string> said;
};

TEST(ReadSounds, NamesWhatItSkips) {
  const testing::TempFolder folder;
  write_sound({test_voice(kRate, 2 * kRate), 2 * kRate}, folder / "sub/b.FLAC");
  write_sound({test_voice(kRate, kRate), kRate}, folder / "a.wav");
  write_sound({Samples(kRate), kRate}, folder / "silent.wav");
  folder.write("broken.wav", "RIFF");
  folder.write("notes.txt", "no sound");
  Listener listener;
  const NamedSounds sounds = read_sounds(folder.path(), kRate, listener);
  EXPECT_THAT(sounds.names, ElementsAre("a.wav", "sub/b.FLAC"));
  EXPECT_EQ(sounds.samples[1].size(), kRate / 2U);
  EXPECT_EQ(sounds.skipped, 2U);
  EXPECT_THAT(listener.said,
              UnorderedElementsAre(HasSubstr("silent.wav"), HasSubstr("broken.wav")));
  EXPECT_ERROR(read_sounds(folder.path() / "silent.wav", kRate, listener), HasSubstr("is silent"));
}

TEST(SoundPartners, MustBeThereAndAsLong) {
  const testing::TempFolder folder;
  write_sound({test_voice(kRate, kRate), kRate}, folder / "clean/a.wav");
  write_sound({test_voice(kRate, kRate), kRate}, folder / "other/b.wav");
  write_sound({test_voice(kRate / 2, kRate), kRate}, folder / "short/a.wav");
  Observer quiet;
  const NamedSounds clean = read_sounds(folder.path() / "clean", kRate, quiet);
  const auto partners = [&](const char* name) {
    return partners_of(clean, folder.path() / name, kRate, quiet);
  };
  EXPECT_EQ(partners("clean").front(), clean.samples.front());
  EXPECT_ERROR(partners("other"), HasSubstr("no partner of a.wav"));
  EXPECT_ERROR(partners("short"), HasSubstr("not as long as its partner"));
}

}  // namespace
}  // namespace antifaz
