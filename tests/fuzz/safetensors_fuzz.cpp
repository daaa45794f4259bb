#include <torch/types.h>

#include "models/safetensors.hpp"
#include "src/core/files.hpp"
#include "tests/fuzz/fuzz_target.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz::fuzz {

void read(const std::filesystem::path& file) { read_safetensors(file); }

std::vector<std::string> seeds() {
  const testing::TempFolder folder;
  const auto file = folder / "a.safetensors";
  const TensorFile contents{{{"architecture", "test"}, {"note", "a"}},
                            {{"x", torch::ones({2, 3})},
                             {"half", torch::ones({5}).to(torch::kHalf)},
                             {"count", torch::ones({1}, torch::kInt64)},
                             {"none", torch::empty({0, 4})}}};
  write_safetensors(contents, file);
  std::vector<std::string> files{read_file(file)};
  write_safetensors({{}, {{"x", torch::ones({4}, torch::kUInt8)}}}, file);
  files.push_back(read_file(file));
  return files;
}

}  // namespace antifaz::fuzz
