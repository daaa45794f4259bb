#include "src/data/new_file.hpp"

#include "src/core/error.hpp"
#include "src/core/files.hpp"

namespace antifaz {

void expect_new_file(const std::filesystem::path& file) {
  expect_writable(file);
  std::error_code problem;
  if (std::filesystem::exists(std::filesystem::symlink_status(file, problem))) {
    throw Error(file, "is there already; choose another name, or take it away first");
  }
}

}  // namespace antifaz
