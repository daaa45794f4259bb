#include <torch/types.h>

#include "models/autoencoders/corruption.hpp"
#include "models/device.hpp"
#include "pipelines/autoencoders/autoencoder_metrics.hpp"
#include "pipelines/autoencoders/speech_denoising.hpp"
#include "src/cli/autoencoder/autoencoder_output.hpp"
#include "src/cli/autoencoder/autoencoder_support.hpp"
#include "src/cli/resources.hpp"
#include "src/core/error.hpp"
#include "src/data/image_io.hpp"

namespace antifaz {
namespace {

nlohmann::ordered_json to_json(const NamedValues& values) {
  nlohmann::ordered_json json = nlohmann::ordered_json::object();
  for (const auto& [name, value] : values) json[name] = value;
  return json;
}

/// Rows of examples as a picture, one below the other, or the last row's examples as they are.
void write_rows_or_last(const std::vector<torch::Tensor>& rows, const NamedExamples& data,
                        const AutoencoderOptions& options, const std::string& output) {
  if (is_image_file(output)) {
    expect_images(options, "the model");
    write_rows(rows, output);
  } else {
    write_examples(rows.back(), data.names, output);
  }
}

ExitCode run_reconstruct(const Invocation& in) {
  const LoadedAutoencoder loaded = open_model(in);
  const NamedExamples data = examples_for(in, loaded.options);
  write_rows_or_last({as_floats(data.values), reconstruct_all(*loaded.model, data.values)}, data,
                     loaded.options, in.text("output"));
  nlohmann::ordered_json fields{{"examples", data.names.size()}, {"skipped", data.skipped()}};
  fields.update(to_json(named(measure_autoencoder(*loaded.model, {data.values, {}}))));
  fields["output"] = in.text("output");
  print_result(in, "reconstruct", fields);
  return exit_code_of(data);
}

/// Noisy examples, and the clean ones where they are known.
Examples pairs_for(const Invocation& in, const AutoencoderOptions& options,
                   const NamedExamples& data) {
  if (in.has("clean") && in.flag("spoil")) {
    throw UsageError(
        "--clean and --spoil exclude each other: spoiled data are their own clean "
        "ones");
  }
  if (in.has("clean")) {
    const NamedExamples clean = partners_of(data, in.text("clean"), shape_for(options));
    expect_shape(clean, options, in.text("clean"));
    return {clean.values, data.values};
  }
  if (!in.flag("spoil")) return {{}, data.values};
  if (options.corruption == Corruption::kNone) {
    throw Error(in.text("model"), "was trained on given noise, which --spoil can't make");
  }
  torch::Tensor noisy = corrupt(as_floats(data.values), {options.corruption, options.noise});
  if (options.shape.size() == 3) noisy = noisy.clamp(0, 1);  // as a file would hold it
  return {data.values, noisy};
}

NamedValues against(const torch::Tensor& images, const torch::Tensor& clean) {
  const double mse = torch::mse_loss(images, clean).item<double>();
  NamedValues values{{"mse", mse}};
  if (images.dim() != 4) return values;
  values.emplace_back("psnr_db", psnr_db(mse));
  if (const auto ssim = mean_ssim(images, clean)) values.emplace_back("ssim", *ssim);
  return values;
}

ExitCode run_denoise(const Invocation& in) {
  torch_device(in.device);  // a wrong one is refused before any file is read
  if (SpeechDenoiser::is_one(read_safetensors(in.text("model")).card)) return denoise_speech(in);
  const LoadedAutoencoder loaded = open_model(in);
  const NamedExamples data = examples_for(in, loaded.options);
  const Examples pairs = pairs_for(in, loaded.options, data);
  const torch::Tensor noisy = as_floats(pairs.noisy), made = reconstruct_all(*loaded.model, noisy);
  nlohmann::ordered_json fields{{"examples", data.names.size()}, {"skipped", data.skipped()}};
  std::vector<torch::Tensor> rows{noisy, made};
  if (pairs.clean.defined()) {
    const torch::Tensor clean = as_floats(pairs.clean);
    rows.insert(rows.begin(), clean);
    fields["noisy"] = to_json(against(noisy, clean));
    fields["denoised"] = to_json(against(made, clean));
  }
  write_rows_or_last(rows, data, loaded.options, in.text("output"));
  fields["output"] = in.text("output");
  print_result(in, "denoise", fields);
  return exit_code_of(data);
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
