#pragma once

#include <string>
#include <vector>

#include "src/cli/command.hpp"

namespace antifaz {

/// The words as one line that a shell would read back as the same words.
std::string shell_words(const std::string& program, const std::vector<std::string>& arguments);

/// Parses a subcommand's arguments (after its name) together with the options that all commands
/// share, sets threads up, and runs it; or prints its help. What the command line says wins over
/// what the `--config` file says. Throws `UsageError` for a wrong command line.
ExitCode parse_and_run(const Command& command, const std::vector<std::string>& arguments,
                       const std::string& command_line);

}  // namespace antifaz
