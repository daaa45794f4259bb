#include "src/cli/autoencoder/apply_options.hpp"
#include "src/cli/autoencoder/autoencoder_output.hpp"
#include "src/cli/autoencoder/autoencoder_support.hpp"

namespace antifaz {
namespace {

constexpr char kExamplesOutput[] =
    "a picture, a .npy array, a .csv file (vectors), or a new folder of images";

ExitCode run_encode(const Invocation& in) {
  const EncodeReport report =
      encode({apply_options(in), in.text("data"), limit_of(in)}, *in.observer);
  print_result(in, "encode",
               {{"examples", report.examples},
                {"skipped", report.skipped},
                {"code", report.code},
                {"output", in.text("output")}});
  return exit_code_of(report.skipped);
}

ExitCode print_made(const Invocation& in, const std::string& job, const ApplyReport& report) {
  print_result(in, job, {{"examples", report.examples}, {"output", in.text("output")}});
  return ExitCode::kDone;
}

ExitCode run_decode(const Invocation& in) {
  return print_made(in, "decode", decode({apply_options(in), in.text("codes")}, *in.observer));
}

Sampler sampler(const Invocation& in) {
  const std::string name = in.choice("sampler", {"prior", "gaussian", "mixture"});
  return name == "prior"      ? Sampler::kPrior
         : name == "gaussian" ? Sampler::kGaussian
                              : Sampler::kMixture;
}

ExitCode run_generate(const Invocation& in) {
  const GenerateJob job{apply_options(in), in.whole("count", 1, 10000), sampler(in)};
  return print_made(in, "generate", generate(job, *in.observer));
}

ExitCode run_interpolate(const Invocation& in) {
  const InterpolateJob job{apply_options(in), in.text("from"), in.text("to"),
                           in.whole("steps", 2, 1000)};
  return print_made(in, "interpolate", interpolate(job, *in.observer));
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
      make_autoencoder_command("generate", "Invent examples like those of the training.",
                               "--model weights.safetensors --output samples.png", run_generate);
  command.details =
      "Codes are drawn and decoded. A training keeps with its weights where the codes of its\n"
      "examples lie: as one Gaussian, and as a mixture of up to ten, which fits codes of other\n"
      "examples better and is what is drawn from unless told. The prior (of the variational ones\n"
      "and of wae-mmd) is what codes were asked to be and are not, by the mismatch that\n"
      "'reconstruct' and 'compare' tell: what it draws is paler and more alike than examples are.";
  command.options +=
      {whole("count", "N", "how many", 32),
       text("sampler", "NAME", "where codes come from: prior, gaussian or mixture", "mixture")};
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
