#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "src/cli/command.hpp"
#include "src/tensors/example_files.hpp"
#include "src/tensors/examples.hpp"

namespace antifaz {

/// What a command did: as JSON with "schema", "version" and the job, or a line each.
void print_result(const Invocation& in, const std::string& job, nlohmann::ordered_json fields);

/// Where some examples were skipped, the command failed in part.
ExitCode exit_code_of(const NamedExamples& examples);

}  // namespace antifaz
