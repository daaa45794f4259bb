#include <cmath>
#include <iostream>

#include "pipelines/semi_adversarial/make_prototypes.hpp"
#include "src/cli/command.hpp"
#include "src/cli/train/train_support.hpp"
#include "src/core/json_text.hpp"

namespace antifaz {
namespace {

ExitCode run(const Invocation& in) {
  PrototypesJob job;
  job.data = paths(in, "data");
  job.output = in.text("output");
  job.classifier = in.text("classifier");
  job.device = in.device;
  job.command_line = in.command_line;
  const PrototypeReport report = make_prototypes(job, *in.observer);
  if (in.json) {
    nlohmann::json error = nullptr;
    if (!std::isnan(report.classifier_error)) error = report.classifier_error;
    std::cout << json_text(nlohmann::json{{"schema", "antifaz-prototypes"},
                                          {"version", 1},
                                          {"labelled", report.labelled},
                                          {"estimated", report.estimated},
                                          {"classifier_error", error},
                                          {"prototypes", in.text("output")}});
  } else {
    std::cout << describe(report) << "\nprototypes: " << in.text("output") << "\n";
  }
  return ExitCode::kDone;
}

}  // namespace

Command prototypes_command() {
  Command command;
  command.name = "prototypes";
  command.summary = "Average aligned faces by gender, for the network of 2018.";
  command.usage = "--data FOLDER... --output FILE [OPTION...]";
  command.details =
      "Makes the female, the male and the neutral prototype. 'anonymize' with the network of 2018\n"
      "then gives the outputs SM (--mode same), NT (neutral) and OP (opposite).";
  command.example =
      "antifaz prototypes --data chips/utkface --output models/weights/prototypes.safetensors";
  command.options += {
      texts("data", "FOLDER...", "folders made by 'antifaz prepare'"),
      text("output", "FILE", "safetensors file to write"),
      text("classifier", "FILE", "gender classifier for faces without a label"),
  };
  command.required = {"data", "output"};
  command.run = run;
  return command;
}

}  // namespace antifaz
