#include "pipelines/speech/speech_jobs.hpp"
#include "src/cli/autoencoder/apply_options.hpp"
#include "src/cli/autoencoder/autoencoder_output.hpp"
#include "src/cli/autoencoder/autoencoder_support.hpp"
#include "src/core/error.hpp"

namespace antifaz {
namespace {

ExitCode run_reconstruct(const Invocation& in) {
  const ReconstructReport report =
      reconstruct({apply_options(in), in.text("data"), limit_of(in)}, *in.observer);
  nlohmann::ordered_json fields{{"examples", report.examples}, {"skipped", report.skipped}};
  fields.update(to_json(report.figures));
  fields["output"] = in.text("output");
  print_result(in, "reconstruct", fields);
  return exit_code_of(report.skipped);
}

ExitCode run_denoise(const Invocation& in) {
  if (in.has("clean") && in.flag("spoil")) {
    throw UsageError(
        "--clean and --spoil exclude each other: spoiled data are their own clean "
        "ones");
  }
  if (is_speech_denoiser(in.text("model"))) return run_denoise_speech(in);
  const DenoiseReport report = denoise(
      {apply_options(in), in.text("data"), in.text("clean"), in.flag("spoil"), limit_of(in)},
      *in.observer);
  nlohmann::ordered_json fields{{"examples", report.examples}, {"skipped", report.skipped}};
  if (!report.noisy.empty()) {
    fields["noisy"] = to_json(report.noisy);
    fields["denoised"] = to_json(report.denoised);
  }
  fields["output"] = in.text("output");
  print_result(in, "denoise", fields);
  return exit_code_of(report.skipped);
}

}  // namespace

Command autoencoder_reconstruct_command() {
  Command command = make_autoencoder_command(
      "reconstruct", "Reconstruct examples, and say how well.",
      "photos/ --model weights.safetensors --output sheet.png", run_reconstruct);
  command.details =
      "Figures: mean squared error (images in units of 1), PSNR, SSIM; sparsity of the codes\n"
      "(Hoyer 2004) and their share of zeros; of a variational model the KL divergence, the\n"
      "active units (Burda 2016), and the bits a number of the importance-weighted bound.";
  add_data_options(command);
  add_model_option(command);
  add_output_option(command,
                    "a picture with the originals above, a .npy array, a .csv file (vectors), or "
                    "a new folder of images");
  return command;
}

Command autoencoder_denoise_command() {
  Command command =
      make_autoencoder_command("denoise", "Remove noise from images, vectors or speech.",
                               "noisy/ --model weights.safetensors --output clean/", run_denoise);
  command.details =
      "With --clean or --spoil it says how near noisy and denoised examples are to the clean "
      "ones.\n"
      "A model of 'antifaz autoencoder train-speech' takes a WAV or FLAC file, or a folder of "
      "them,\n"
      "and writes 16 bits at its own rate.";
  add_data_options(command);
  add_model_option(command);
  add_output_option(command,
                    "a new folder of images with the same names, a .npy array, a .csv file "
                    "(vectors), or a picture with clean, noisy and denoised images");
  command.options += {
      text("clean", "FOLDER|FILE", "the clean examples (same names, or same rows)"),
      flag("spoil", "the data are clean: first add the noise of the training"),
  };
  return command;
}

}  // namespace antifaz
