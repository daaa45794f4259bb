#pragma once

#include <string>

#include "models/autoencoders/factory.hpp"
#include "pipelines/training/trainer.hpp"
#include "src/cli/command.hpp"
#include "src/tensors/examples.hpp"

namespace antifaz {

/// What the autoencoder commands share: the options for data and model, and how these are opened.

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
/// Every other option of `AutoencoderOptions`, with its default in brackets.
void add_network_options(Command& command, const AutoencoderOptions& defaults = {});
/// --size and --grey.
void add_shape_options(Command& command);

/// With --output as its folder.
TrainerOptions autoencoder_trainer(const Invocation& in);
std::size_t batch_size(const Invocation& in);
AutoencoderOptions autoencoder_options(const Invocation& in, AutoencoderOptions defaults = {});
/// Throws `Error` where --output holds a finished run and the training is not to go on with it.
void refuse_second_run(const Invocation& in, const TrainerOptions& trainer);
/// --size and --grey.
ExampleShape example_shape(const Invocation& in);

/// The model of `file` (of --model), frozen, on --device; randomness is seeded by --seed.
LoadedAutoencoder open_model(const Invocation& in, const std::string& file);
LoadedAutoencoder open_model(const Invocation& in);

/// How image files are read for a model.
ExampleShape shape_for(const AutoencoderOptions& options);
/// The examples of --data as the model takes them.
NamedExamples examples_for(const Invocation& in, const AutoencoderOptions& options);
/// `read_examples` that tells the observer what could not be read.
NamedExamples read_told(const Invocation& in, const std::string& path, const ExampleShape& shape,
                        int limit);
/// Throws `Error` where they have another shape than the model's.
void expect_shape(const NamedExamples& examples, const AutoencoderOptions& options,
                  const std::string& path);
/// Throws `Error` where the model, which the message calls `name`, takes vectors.
void expect_images(const AutoencoderOptions& options, const std::string& name);

/// "autoencoder denoise" with a model of speech.
ExitCode denoise_speech(const Invocation& in);

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
