#pragma once

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "src/cli/parse.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz::testing {

/// What a finished program left.
struct ProgramResult {
  int exit_code = -1;
  std::string out, err;
};

inline std::string text_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// Runs the program as a user would, in a shell, with these arguments.
inline ProgramResult run_program(const std::vector<std::string>& arguments) {
  const TempFolder folder;
  const std::string command = shell_words(ANTIFAZ_BINARY, arguments) + " >" +
                              (folder / "out").string() + " 2>" + (folder / "err").string();
  const int status = std::system(command.c_str());
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, text_of(folder / "out"),
          text_of(folder / "err")};
}

/// The same, where it must succeed.
inline ProgramResult must_run(const std::vector<std::string>& arguments) {
  ProgramResult result = run_program(arguments);
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  return result;
}

}  // namespace antifaz::testing
