#include "src/core/files.hpp"
#include "src/data/npy.hpp"
#include "tests/fuzz/fuzz_target.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz::fuzz {

void read(const std::filesystem::path& file) { read_npy(file); }

std::vector<std::string> seeds() {
  const testing::TempFolder folder;
  const NpyArray arrays[] = {{{2, 3}, std::vector<float>(6, 1.5F)},
                             {{4}, std::vector<double>(4, -2)},
                             {{1, 2, 2}, std::vector<std::uint8_t>(4, 7)},
                             {{}, std::vector<float>(1)}};
  std::vector<std::string> files;
  for (const NpyArray& array : arrays) {
    write_npy(array, folder / "a.npy");
    files.push_back(read_file(folder / "a.npy"));
  }
  return files;
}

}  // namespace antifaz::fuzz
