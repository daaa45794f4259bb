#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "models/autoencoders/options.hpp"
#include "pipelines/training/trainer_options.hpp"
#include "src/cli/command.hpp"
#include "src/tensors/example_shape.hpp"

namespace antifaz {

/// What the autoencoder commands share: their options, and how these are read.

/// Command "autoencoder NAME", whose example is its usage.
Command make_autoencoder_command(const std::string& name, const std::string& summary,
                                 const std::string& usage, ExitCode (*run)(const Invocation&));

/// --data (also as the first argument) and --limit.
void add_data_options(Command& command);
/// --limit: at most so many of the examples.
void add_limit_option(Command& command);
/// --model.
void add_model_option(Command& command);
/// --output, with what it is.
void add_output_option(Command& command, const std::string& help);
/// --epochs, --batch, --learning-rate, --patience.
void add_training_options(Command& command);
/// --variant.
void add_variant_option(Command& command);
/// Every other option of `AutoencoderOptions` or, where there are `names`, these.
void add_network_options(Command& command, const AutoencoderOptions& defaults = {},
                         const std::vector<std::string>& names = {});
/// --size and --grey.
void add_shape_options(Command& command);

/// "; did you mean 'variational'?" of a name that no variant has: by what variants are called
/// elsewhere too, whatever the case. Nothing where none is near.
std::string did_you_mean_variant(const std::string& typed);

int limit_of(const Invocation& in);
/// With --output as its folder.
TrainerOptions autoencoder_trainer(const Invocation& in);
std::size_t batch_size(const Invocation& in);
AutoencoderOptions autoencoder_options(const Invocation& in, AutoencoderOptions defaults = {});
/// --size and --grey.
ExampleShape example_shape(const Invocation& in);

/// "autoencoder denoise" with a model of speech.
ExitCode run_denoise_speech(const Invocation& in);

Command autoencoder_train_command();
Command autoencoder_train_speech_command();
Command autoencoder_compare_command();
Command autoencoder_reconstruct_command();
Command autoencoder_denoise_command();
Command autoencoder_encode_command();
Command autoencoder_decode_command();
Command autoencoder_generate_command();
Command autoencoder_interpolate_command();
Command autoencoder_info_command();

}  // namespace antifaz
