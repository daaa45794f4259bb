#include <torch/types.h>
#include <torch/utils.h>

#include "pipelines/autoencoders/autoencode.hpp"
#include "src/cli/autoencoder/autoencoder_output.hpp"
#include "src/cli/autoencoder/autoencoder_support.hpp"
#include "src/core/error.hpp"

namespace antifaz {
namespace {

constexpr char kExamplesOutput[] =
    "a picture, a .npy array, a .csv file (vectors), or a new folder of images";

ExitCode run_encode(const Invocation& in) {
  expect_matrix_file(in.text("output"));
  const LoadedAutoencoder loaded = open_model(in);
  const NamedExamples data = examples_for(in, loaded.options);
  const torch::Tensor codes = encode_all(*loaded.model, data.values);
  write_matrix(codes, data.names, in.text("output"));
  print_result(in, "encode",
               {{"examples", codes.size(0)},
                {"skipped", data.skipped()},
                {"code", codes.size(1)},
                {"output", in.text("output")}});
  return exit_code_of(data);
}

ExitCode run_decode(const Invocation& in) {
  const LoadedAutoencoder loaded = open_model(in);
  const NamedExamples codes = read_examples(in.text("codes"), {});
  const std::int64_t wanted = loaded.model->code_size();
  if (codes.values.dim() != 2 || codes.values.size(1) != wanted) {
    throw Error(in.text("codes"),
                "must hold codes of " + std::to_string(wanted) + " numbers a row for this model");
  }
  write_examples(decode_all(*loaded.model, codes.values.to(torch::kFloat32)), codes.names,
                 in.text("output"));
  print_result(in, "decode", {{"examples", codes.names.size()}, {"output", in.text("output")}});
  return ExitCode::kDone;
}

/// Writes what `codes` decode to, and the codes' names are their numbers.
void write_decoded(const Invocation& in, const std::string& job, const torch::Tensor& examples) {
  std::vector<std::string> names;
  for (std::int64_t i = 0; i < examples.size(0); ++i) names.push_back(std::to_string(i));
  write_examples(examples, names, in.text("output"));
  print_result(in, job, {{"examples", names.size()}, {"output", in.text("output")}});
}

ExitCode run_generate(const Invocation& in) {
  const int count = in.whole("count", 1, 10000);
  const LoadedAutoencoder loaded = open_model(in);
  const torch::NoGradGuard no_grad;
  write_decoded(in, "generate", loaded.model->sample(count).cpu());
  return ExitCode::kDone;
}

ExitCode run_interpolate(const Invocation& in) {
  const int steps = in.whole("steps", 2, 1000);
  const LoadedAutoencoder loaded = open_model(in);
  std::vector<torch::Tensor> ends;
  for (const char* end : {"from", "to"}) {
    const std::string path = in.text(end);
    const NamedExamples one = read_examples(path, shape_for(loaded.options), 1);
    expect_shape(one, loaded.options, path);
    ends.push_back(encode_all(*loaded.model, one.values)[0]);
  }
  write_decoded(in, "interpolate",
                decode_all(*loaded.model, interpolate_codes(ends[0], ends[1], steps)));
  return ExitCode::kDone;
}

}  // namespace

Command autoencoder_encode_command() {
  Command command = make_autoencoder_command(
      "encode", "Write the codes of examples.",
      "photos/ --model weights.safetensors --output codes.npy", run_encode);
  add_data_options(command);
  add_model_option(command);
  add_output_option(command, "a .npy array, or a .csv file with the names of the examples");
  return command;
}

Command autoencoder_decode_command() {
  Command command = make_autoencoder_command(
      "decode", "Make examples of codes.",
      "codes.npy --model weights.safetensors --output sheet.png", run_decode);
  command.options.push_back(
      text("codes", "FILE", "codes as 'antifaz autoencoder encode' writes them"));
  command.required.push_back("codes");
  command.positional = {{"codes", 1}};
  add_model_option(command);
  add_output_option(command, kExamplesOutput);
  return command;
}

Command autoencoder_generate_command() {
  Command command =
      make_autoencoder_command("generate", "Invent examples with a variational autoencoder.",
                               "--model weights.safetensors --output samples.png", run_generate);
  command.options.push_back(whole("count", "N", "how many", 32));
  add_model_option(command);
  add_output_option(command, kExamplesOutput);
  return command;
}

Command autoencoder_interpolate_command() {
  Command command = make_autoencoder_command(
      "interpolate", "Go from one example to another on the line between their codes.",
      "a.jpg b.jpg --model weights.safetensors --output strip.png", run_interpolate);
  command.options += {
      text("from", "FILE", "an image, or a file whose first example is taken"),
      text("to", "FILE", "the other end"),
      whole("steps", "N", "how many, both ends included", 12),
  };
  command.required = {"from", "to"};
  command.positional = {{"from", 1}, {"to", 1}};
  add_model_option(command);
  add_output_option(command, kExamplesOutput);
  return command;
}

}  // namespace antifaz
