#pragma once

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "src/cli/run.hpp"
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

/// What goes to the file while it lives, as a shell's redirection does it.
class Redirected {
 public:
  Redirected(int stream, const std::filesystem::path& file) : stream_(stream), kept_(dup(stream)) {
    flush();
    const int to = open(file.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
    dup2(to, stream_);
    close(to);
  }
  ~Redirected() {
    flush();
    dup2(kept_, stream_);
    close(kept_);
  }
  Redirected(const Redirected&) = delete;
  Redirected& operator=(const Redirected&) = delete;

 private:
  static void flush() {
    std::cout.flush();
    std::cerr.flush();
    std::fflush(nullptr);
  }

  int stream_, kept_;
};

/// Runs the whole program with these arguments, in this process: a new one would load LibTorch
/// anew, a third of a second each time.
inline ProgramResult run_program(const std::vector<std::string>& arguments) {
  const TempFolder folder;
  std::vector<const char*> words{"antifaz"};
  for (const std::string& word : arguments) words.push_back(word.c_str());
  ProgramResult result;
  {
    const Redirected out(STDOUT_FILENO, folder / "out"), err(STDERR_FILENO, folder / "err");
    result.exit_code = run(static_cast<int>(words.size()), words.data());
  }
  result.out = text_of(folder / "out");
  result.err = text_of(folder / "err");
  return result;
}

/// The same, where it must succeed.
inline ProgramResult must_run(const std::vector<std::string>& arguments) {
  ProgramResult result = run_program(arguments);
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  return result;
}

}  // namespace antifaz::testing
