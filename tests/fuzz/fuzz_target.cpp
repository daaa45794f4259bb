// NAME_fuzz --seeds FOLDER writes the seeds; everything else is libFuzzer's
// (https://llvm.org/docs/LibFuzzer.html).

#include "tests/fuzz/fuzz_target.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <stdexcept>

#include "src/core/error.hpp"

namespace {

namespace fs = std::filesystem;

/// A file that lives in memory only: a target that dies leaves nothing behind.
class MemoryFile {
 public:
  MemoryFile(const std::uint8_t* bytes, std::size_t size) : file_(memfd_create("fuzzed", 0)) {
    if (file_ < 0 || write(file_, bytes, size) != static_cast<ssize_t>(size)) std::abort();
  }
  ~MemoryFile() { close(file_); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  fs::path path() const { return "/proc/self/fd/" + std::to_string(file_); }

 private:
  int file_;
};

void write_seeds(const fs::path& folder) {
  int number = 0;
  for (const std::string& seed : antifaz::fuzz::seeds()) {
    std::ofstream(folder / ("seed-" + std::to_string(number++)), std::ios::binary) << seed;
  }
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* count, char*** arguments) {
  if (*count != 3 || std::string((*arguments)[1]) != "--seeds") return 0;
  write_seeds((*arguments)[2]);
  std::_Exit(0);  // what leaked in the makers is no finding
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const MemoryFile file(bytes, size);
  try {
    antifaz::fuzz::read(file.path());
  } catch (const antifaz::Error&) {
    // What a reader says of a bad file.
  }
  return 0;
}
