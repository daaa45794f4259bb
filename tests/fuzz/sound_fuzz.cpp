#include "src/audio/sound_file.hpp"
#include "src/core/files.hpp"
#include "tests/fuzz/fuzz_target.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/support/test_tones.hpp"

namespace antifaz::fuzz {

void read(const std::filesystem::path& file) { read_sound(file); }

std::vector<std::string> seeds() {
  const testing::TempFolder folder;
  std::vector<std::string> files;
  for (const char* name : {"a.wav", "a.flac"}) {
    write_sound({test_voice(600, 8000), 8000}, folder / name);
    files.push_back(read_file(folder / name));
  }
  return files;
}

}  // namespace antifaz::fuzz
