#pragma once

#include "models/autoencoders/factory.hpp"
#include "src/cli/autoencoder_support.hpp"
#include "src/cli/codes_support.hpp"

namespace antifaz {

/// What the commands on images and an autoencoder share.

Command codes_anomalies_command();
Command codes_compress_command();
Command codes_decompress_command();
Command codes_rates_command();
Command codes_traverse_command();

/// Command "codes NAME", whose example is its usage, with one thing to read as its first argument:
/// the option `input`, which is `what`.
Command make_codes_model_command(const std::string& name, const std::string& summary,
                                 const std::string& usage, const std::string& input,
                                 const std::string& what, ExitCode (*run)(const Invocation&));
/// --model, the weights of one autoencoder, and --limit, at most so many of the examples.
void add_codes_model_option(Command& command);
void add_codes_limit_option(Command& command);

/// The examples of an option as the model takes them. Throws `Error` where they have another shape.
NamedExamples examples_of(const Invocation& in, const std::string& option, int limit,
                          const AutoencoderOptions& model);
/// Throws `Error` where the model takes vectors.
void expect_image_model(const AutoencoderOptions& model, const std::string& file);

/// Where some images could not be read, the command failed in part.
ExitCode done_unless_skipped(const NamedExamples& examples);

}  // namespace antifaz
