#include <torch/types.h>

#include <iostream>

#include "pipelines/autoencoders/autoencode.hpp"
#include "models/codes/code_file.hpp"
#include "pipelines/codes/rates.hpp"
#include "src/cli/codes/codes_model_support.hpp"
#include "src/core/error.hpp"
#include "src/core/files.hpp"
#include "src/core/sha256.hpp"
#include "src/data/image_io.hpp"

namespace antifaz {
namespace {

ExitCode run_compress(const Invocation& in) {
  const LoadedAutoencoder loaded = open_model(in);
  expect_images(loaded.options, in.text("model"));
  const int bits = in.whole("bits", 1, 8);
  const NamedExamples data = examples_for(in, loaded.options);
  const torch::Tensor codes = encode_all(*loaded.model, data.values);
  const CodeFile file{sha256_of(in.text("model")), data.names, quantize(codes, bits)};
  const std::string bytes = to_bytes(file);
  write_atomically(in.text("output"), bytes);
  std::cout << "codes: " << in.text("output") << " (" << bytes.size() << " bytes, "
            << fixed(static_cast<double>(bytes.size()) / static_cast<double>(data.names.size()), 1)
            << " an image)\n";
  return exit_code_of(data);
}

ExitCode run_decompress(const Invocation& in) {
  const LoadedAutoencoder loaded = open_model(in);
  const CodeFile file = code_file_from(read_file(in.text("file")), in.text("file"));
  if (file.model != sha256_of(in.text("model")) ||
      file.codes.low.numel() != loaded.model->code_size()) {
    throw Error(in.text("file"), "was compressed with another model (SHA-256 " +
                                     file.model.substr(0, 12) + "...); give that as --model");
  }
  const std::filesystem::path folder = in.text("output");
  if (std::filesystem::exists(folder)) throw Error(folder, "is there already; name a new folder");
  const std::vector<cv::Mat> pictures = decoded_pictures(*loaded.model, dequantize(file.codes));
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    std::filesystem::path path = folder / file.names[i];
    path += ".png";  // another picture than the one that had the name, and never lossy twice
    std::filesystem::create_directories(path.parent_path());
    write_photo(pictures[i], path);
  }
  std::cout << pictures.size() << " images: " << folder.string() << "\n";
  return ExitCode::kDone;
}

}  // namespace

Command codes_compress_command() {
  Command command =
      make_codes_model_command("compress", "Store images as quantised codes of an autoencoder.",
                               "faces --model weights.safetensors --bits 5 --output faces.afzc",
                               "data", "folder of images", run_compress);
  command.details =
      "The file holds names and codes, not the model, which reading it needs again. 'antifaz "
      "codes\n"
      "rates' shows what a number of bits costs and gives, beside JPEG.";
  add_model_option(command);
  add_limit_option(command);
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
      "faces.afzc --model weights.safetensors --output decoded", "file", "compressed codes",
      run_decompress);
  add_model_option(command);
  command.required.push_back("output");
  command.options.push_back(text("output", "FOLDER", "new folder, for a PNG an image"));
  return command;
}

}  // namespace antifaz
