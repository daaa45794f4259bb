#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "src/cli/command.hpp"
#include "src/core/named_values.hpp"

namespace antifaz {

/// What a command did: as JSON with "schema", "version" and the job, or a line each.
void print_result(const Invocation& in, const std::string& job, nlohmann::ordered_json fields);

/// {"name": value, ...}, in their order.
nlohmann::ordered_json to_json(const NamedValues& values);

}  // namespace antifaz
