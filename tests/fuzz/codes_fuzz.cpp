#include <torch/types.h>

#include "models/codes/code_file.hpp"
#include "models/codes/code_header.hpp"
#include "models/codes/zstd_frame.hpp"
#include "src/core/files.hpp"
#include "tests/fuzz/fuzz_target.hpp"

namespace antifaz::fuzz {
namespace {

const CodeModel kModel{"abc", 2};

CodeFile some_file() {
  return {
      kModel.sha256, {"a.png", "b/c.png"}, quantize(torch::tensor({{0.F, 1.F}, {2.F, 5.F}}), 4)};
}

}  // namespace

/// Behind the checksum of its frame a header is out of reach, so it is read bare as well.
void read(const std::filesystem::path& file) {
  const std::string bytes = read_file(file);
  tolerate([&] {
    const CodeHeader header = code_header_from(bytes);
    expect_code_sizes(header.names.size(), header.low.size());
    expect_separate_files(header.names);
  });
  code_file_from(bytes, file, kModel);
}

std::vector<std::string> seeds() {
  return {to_bytes(some_file()), to_cbor({kModel.sha256, {"a.png", "b/c.png"}, {0.F, 1.F}, 0.5F})};
}

}  // namespace antifaz::fuzz
