#pragma once

#include "pipelines/codes/model_input.hpp"
#include "src/cli/codes/codes_support.hpp"

namespace antifaz {

/// What the commands on images and an autoencoder share.

Command codes_anomalies_command();
Command codes_compress_command();
Command codes_decompress_command();
Command codes_rates_command();
Command codes_traverse_command();

/// Command "codes NAME", whose example is its usage, with one thing to read as its first argument:
/// the option `input`.
Command make_codes_model_command(const std::string& name, const std::string& summary,
                                 const std::string& usage, const Option& input,
                                 ExitCode (*run)(const Invocation&));

/// Adds --model, required.
void add_model(Command& command);
/// Adds --limit.
void add_limit(Command& command);

/// What --model, --data and --limit name.
ModelInput model_input(const Invocation& in);

}  // namespace antifaz
