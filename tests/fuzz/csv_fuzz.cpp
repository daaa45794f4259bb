#include "src/data/csv.hpp"
#include "tests/fuzz/fuzz_target.hpp"

namespace antifaz::fuzz {

void read(const std::filesystem::path& file) { read_csv(file); }

std::vector<std::string> seeds() {
  const std::string utf16(
      "\xFF\xFE"
      "a\0;\0b\0\r\0\n\0"
      "1\0;\0"
      "2\0",
      18);
  return {"a,b\n1,2\n", "a;b\r\n\"x;\"\"y\"\r\n;2\r\n", "sep=\t\na\tb\n\n1\t\"2\n3\"\n",
          "\xEF\xBB\xBF"
          "path,subject\nZo\xEB.jpg,\n",
          utf16};
}

}  // namespace antifaz::fuzz
