#pragma once

namespace antifaz {

/// The whole program: parses the command line, runs the subcommand, and turns what it throws into
/// one line on standard error. Returns the process's exit code (src/cli/exit_code.hpp), 128 and the
/// signal's number where a signal stopped it.
int run(int argc, const char* const* argv);

}  // namespace antifaz
