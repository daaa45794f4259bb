#include <iostream>

#include "pipelines/codes/compress.hpp"
#include "src/cli/codes/codes_model_support.hpp"

namespace antifaz {
namespace {

ExitCode run_compress(const Invocation& in) {
  const CompressJob job{model_input(in), in.whole("bits", 1, 8), in.text("output")};
  const CompressReport report = compress_images(job, *in.observer);
  std::cout << "codes: " << in.text("output") << " (" << report.bytes << " bytes, "
            << fixed(static_cast<double>(report.bytes) / static_cast<double>(report.images), 1)
            << " an image)\n";
  return exit_code_of(report.skipped);
}

ExitCode run_decompress(const Invocation& in) {
  const DecompressJob job{in.text("file"), in.text("model"), in.text("output"), in.device};
  const DecompressReport report = decompress_images(job, *in.observer);
  std::cout << report.images << " images: " << in.text("output") << "\n";
  return ExitCode::kDone;
}

}  // namespace

Command codes_compress_command() {
  Command command =
      make_codes_model_command("compress", "Store images as quantised codes of an autoencoder.",
                               "faces --model weights.safetensors --bits 5 --output faces.afzc",
                               text("data", "PATH", "folder of images"), run_compress);
  command.details =
      "The file holds names and codes, not the model, which reading it needs again. 'antifaz "
      "codes\n"
      "rates' shows what a number of bits costs and gives, beside JPEG.";
  add_model(command);
  add_limit(command);
  command.required.push_back("output");
  command.options += {
      text("output", "FILE", "file to write"),
      whole("bits", "N", "of the number of a code that varies most, 1 to 8", 5),
  };
  return command;
}

Command codes_decompress_command() {
  Command command = make_codes_model_command(
      "decompress", "Make images of a file that 'antifaz codes compress' wrote.",
      "faces.afzc --model weights.safetensors --output decoded",
      text("file", "PATH", "compressed codes"), run_decompress);
  add_model(command);
  command.required.push_back("output");
  command.options.push_back(text("output", "FOLDER", "new folder, for a PNG an image"));
  return command;
}

}  // namespace antifaz
