#pragma once

#include <nlohmann/json.hpp>

#include "pipelines/codes/codes_input.hpp"
#include "src/cli/command.hpp"
#include "src/core/figure.hpp"
#include "src/core/number_text.hpp"

namespace antifaz {

/// "codes classify" and its siblings.
std::vector<Command> codes_commands();

/// What the commands on codes share.

Command codes_classify_command();
Command codes_retrieve_command();
Command codes_cluster_command();
Command codes_map_command();

/// A command that reads codes: name, summary, example, and the positional option --codes.
Command make_codes_command(const std::string& name, const std::string& summary,
                           const std::string& usage, ExitCode (*run)(const Invocation&));
/// Adds --labels and --label; `required`: it can't do without.
void add_label_options(Command& command, bool required);
/// Adds --images and --size: where the examples' images are, and the side they get.
void add_images_options(Command& command, const std::string& why, int side);

/// What --codes, --labels and --label name.
CodesInput codes_input(const Invocation& in);

/// {"value", "low", "high"}
nlohmann::json to_json(const Figure& figure);

}  // namespace antifaz
