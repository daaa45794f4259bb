#include <iostream>

#include "pipelines/semi_adversarial/average_generators.hpp"
#include "src/cli/command.hpp"
#include "src/cli/train/train_support.hpp"
#include "src/core/error.hpp"
#include "src/core/json_text.hpp"

namespace antifaz {
namespace {

ExitCode run(const Invocation& in) {
  const auto files = paths(in, "generator");
  if (files.size() != 2) {
    throw UsageError("average takes two generators, not " + std::to_string(files.size()));
  }
  const AverageGeneratorsJob job{files[0], files[1], in.number("share", 0, 1), in.text("output"),
                                 in.command_line};
  average_generators(job);
  if (in.json) {
    std::cout << json_text(nlohmann::json{
        {"schema", "antifaz-average"}, {"version", 1}, {"weights", job.output.string()}});
  } else {
    std::cout << "weights: " << job.output.string() << "\n";
  }
  return ExitCode::kDone;
}

}  // namespace

Command average_command() {
  Command command;
  command.name = "average";
  command.summary = "Make the generator whose weights lie between those of two.";
  command.usage = "FIRST SECOND --output FILE [--share X]";
  command.details =
      "Of generators of which one was trained from the other (train san --from), or both from a\n"
      "third. What lies between is a bargain between the two, often a good one: evaluate it\n"
      "(docs/efficacy.md has figures).";
  command.example =
      "antifaz average runs/late/weights.safetensors runs/early/weights.safetensors --share 0.3 "
      "--output between.safetensors";
  command.options += {
      inputs("generator", "FILE", "the two generators"),
      number("share", "X", "of the second, 0 to 1", 0.5),
      text("output", "FILE", "safetensors file to write"),
  };
  command.positional = {{"generator", -1}};
  command.required = {"generator", "output"};
  command.run = run;
  return command;
}

}  // namespace antifaz
