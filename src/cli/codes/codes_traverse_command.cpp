#include <torch/types.h>

#include <iostream>
#include <opencv2/core.hpp>

#include "pipelines/autoencoders/autoencode.hpp"
#include "pipelines/codes/rates.hpp"
#include "pipelines/codes/traverse.hpp"
#include "src/cli/codes/codes_model_support.hpp"
#include "src/core/text_table.hpp"
#include "src/data/image_io.hpp"

namespace antifaz {
namespace {

ExitCode run(const Invocation& in) {
  const LoadedAutoencoder loaded = open_model(in);
  expect_images(loaded.options, in.text("model"));
  const NamedExamples data = examples_for(in, loaded.options);
  const torch::Tensor codes = encode_all(*loaded.model, data.values);
  const int steps = in.whole("steps", 2, 50);
  const auto walks = traverse_codes(*loaded.model, codes, steps, in.number("span", 0.01, 100),
                                    static_cast<std::size_t>(in.whole("numbers", 1, 1000)));
  std::vector<cv::Mat> rows;
  TextTable table({"number of the code", "root mean square change"});
  for (const Traversal& walk : walks) {
    rows.emplace_back();
    cv::hconcat(to_pictures(walk.images), rows.back());
    table.add_row({std::to_string(walk.number), fixed(walk.effect, 4)});
  }
  cv::Mat sheet;
  cv::vconcat(rows, sheet);
  write_photo(sheet, in.text("output"));
  std::cout << table.str() << "a row each: " << in.text("output") << "\n";
  return exit_code_of(data);
}

}  // namespace

Command codes_traverse_command() {
  Command command = make_codes_model_command(
      "traverse", "Show what single numbers of a code do to the image.",
      "faces --model weights.safetensors --output traversals.png", "data", "folder of images", run);
  command.details =
      "A row for each of the numbers that change the image most: decoded codes from the mean of\n"
      "the given images' codes, in which this number alone goes from so many standard deviations\n"
      "below its mean to as many above.";
  add_model_option(command);
  add_limit_option(command);
  command.required.push_back("output");
  command.options += {
      text("output", "FILE", "picture to write"),
      whole("numbers", "N", "how many numbers", 8),
      whole("steps", "N", "images a row", 9),
      number("span", "X", "standard deviations either way", 3),
  };
  return command;
}

}  // namespace antifaz
