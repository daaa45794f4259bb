#pragma once

#include <cstddef>

namespace antifaz {

/// What the process tells its caller.
enum class ExitCode : int {
  kDone = 0,    ///< everything asked for was done
  kFailed = 1,  ///< some or all of it failed
  kUsage = 2    ///< the command line is wrong; nothing was done
};

/// Where some inputs were skipped, the command failed in part.
inline ExitCode exit_code_of(std::size_t skipped) {
  return skipped > 0 ? ExitCode::kFailed : ExitCode::kDone;
}

}  // namespace antifaz
