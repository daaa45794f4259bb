#pragma once

namespace antifaz {

/// What the process tells its caller.
enum class ExitCode : int {
  kDone = 0,    ///< everything asked for was done
  kFailed = 1,  ///< some or all of it failed
  kUsage = 2    ///< the command line is wrong; nothing was done
};

}  // namespace antifaz
