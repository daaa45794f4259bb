#pragma once

#include <algorithm>
#include <string_view>

namespace antifaz {

/// True where an argument of a program is --help or -h, which no folder is taken to be called.
inline bool asks_for_help(int argc, const char* const* argv) {
  return std::any_of(argv + std::min(argc, 1), argv + argc, [](std::string_view argument) {
    return argument == "--help" || argument == "-h";
  });
}

}  // namespace antifaz
