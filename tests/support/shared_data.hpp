#pragma once

#include <gtest/gtest.h>

#include <filesystem>

/// Data and weights that are beside the project, not in it: a path below /shared of the workplace.
inline std::filesystem::path shared_path(const std::filesystem::path& relative) {
  return (std::filesystem::path(ANTIFAZ_SOURCE_DIR) / ".." / "shared").lexically_normal() /
         relative;
}

/// Skips the test, naming the file, where the shared file or folder `relative` is not there.
#define ANTIFAZ_REQUIRE_SHARED(relative)                               \
  if (!std::filesystem::exists(shared_path(relative))) {               \
    GTEST_SKIP() << "needs " << shared_path(relative) << ", not here"; \
  }                                                                    \
  static_assert(true, "")
