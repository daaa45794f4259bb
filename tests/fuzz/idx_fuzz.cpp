#include "src/data/idx.hpp"
#include "tests/fuzz/fuzz_target.hpp"

namespace antifaz::fuzz {

void read(const std::filesystem::path& file) { read_idx(file); }

std::vector<std::string> seeds() {
  return {std::string("\0\0\x08\x03\0\0\0\x02\0\0\0\x01\0\0\0\x02"
                      "abcd",
                      20),
          std::string("\0\0\x0d\x01\0\0\0\x01\x3f\x80\0\0", 12),
          std::string("\0\0\x0e\x01\0\0\0\x01\x3f\xf0\0\0\0\0\0\0", 16),
          // The second one within gzip.
          std::string("\037\213\010\000\000\000\000\000\002\003\143\140\340\145\144\140\140\140\264"
                      "\157\140\140\000\000\133\203\115\355\014\000\000\000",
                      32)};
}

}  // namespace antifaz::fuzz
