#include <cmath>
#include <iostream>

#include "models/device.hpp"
#include "models/semi_adversarial/prototypes.hpp"
#include "pipelines/semi_adversarial/make_prototypes.hpp"
#include "src/cli/command.hpp"
#include "src/cli/json_text.hpp"
#include "src/cli/resources.hpp"
#include "src/cli/train/train_support.hpp"

namespace antifaz {
namespace {

std::string describe(const PrototypeReport& report) {
  std::string text = std::to_string(report.labelled + report.estimated) + " faces, " +
                     std::to_string(report.estimated) + " of them labelled by the classifier";
  if (!std::isnan(report.classifier_error)) {
    char error[32];
    std::snprintf(error, sizeof error, "%.1f", 100 * report.classifier_error);
    text += ", which is wrong on " + std::string(error) + " % of the " +
            std::to_string(report.labelled) + " faces with a label";
  }
  return text;
}

ExitCode run(const Invocation& in) {
  std::vector<Manifest> manifests;
  for (const std::string& folder : in.list("data")) manifests.push_back(read_manifest(folder));
  GenderNet classifier{nullptr};
  if (in.has("classifier")) classifier = load_gender_net(in.text("classifier"));
  const PrototypeReport report =
      make_prototypes(load_faces(manifests), classifier, torch_device(in.device));
  save_prototypes(report.prototypes,
                  {{"command", in.command_line},
                   {"data", describe(report)},
                   {"license", "non-commercial research use, as the data they are averages of"}},
                  in.text("output"));
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
