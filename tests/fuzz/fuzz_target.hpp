#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "src/core/error.hpp"

/// A fuzz target is one reader of files from elsewhere. Its source defines these two functions;
/// `fuzz_target.cpp` makes a libFuzzer program of them.
namespace antifaz::fuzz {

/// Reads the file. It may throw `Error`; anything else that leaves it is a finding, and so is what
/// the sanitizers find, more than a minute, and memory that the limits should have refused.
void read(const std::filesystem::path& file);

/// Small files to start from, which the reader takes: what libFuzzer makes of them still resembles
/// a file.
std::vector<std::string> seeds();

/// For several readers of one file, where what one refuses must not keep it from the next.
template <typename Reader>
void tolerate(const Reader& reader) {
  try {
    reader();
  } catch (const Error&) {
  }
}

}  // namespace antifaz::fuzz
