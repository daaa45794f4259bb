#include <iostream>

#include "pipelines/codes/traverse.hpp"
#include "src/cli/codes/codes_model_support.hpp"
#include "src/core/text_table.hpp"

namespace antifaz {
namespace {

ExitCode run(const Invocation& in) {
  TraverseJob job;
  job.input = model_input(in);
  job.numbers = static_cast<std::size_t>(in.whole("numbers", 1, 1000));
  job.steps = in.whole("steps", 2, 50);
  job.span = in.number("span", 0.01, 100);
  job.output = in.text("output");
  const TraverseReport report = traverse_codes(job, *in.observer);
  TextTable table({"number of the code", "root mean square change"});
  for (const NumberEffect& row : report.rows) {
    table.add_row({std::to_string(row.number), fixed(row.effect, 4)});
  }
  std::cout << table.str() << "a row each: " << in.text("output") << "\n";
  return exit_code_of(report.skipped);
}

}  // namespace

Command codes_traverse_command() {
  Command command =
      make_codes_model_command("traverse", "Show what single numbers of a code do to the image.",
                               "faces --model weights.safetensors --output traversals.png",
                               text("data", "PATH", "folder of images"), run);
  command.details =
      "A row for each of the numbers that change the image most: decoded codes from the mean of\n"
      "the given images' codes, in which this number alone goes from so many standard deviations\n"
      "below its mean to as many above.";
  add_model(command);
  add_limit(command);
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
