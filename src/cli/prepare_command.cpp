#include <algorithm>
#include <iostream>

#include "pipelines/prepare/prepare.hpp"
#include "src/cli/command.hpp"
#include "src/cli/resources.hpp"
#include "src/core/error.hpp"
#include "src/core/json_text.hpp"

namespace antifaz {
namespace {

constexpr char kAuto[] = "auto";

DataSet read_options(const Invocation& in) {
  static const std::vector<std::string> kFormats = {kAuto, "manifest", "folder", "utkface",
                                                    "lfw", "celeba"};  // as the enum
  const std::string format = in.choice("format", kFormats);
  const auto place = std::find(kFormats.begin(), kFormats.end(), format) - kFormats.begin();
  if (format == "celeba" && !in.has("attributes")) {
    throw UsageError("--format celeba needs --attributes FILE");
  }
  return {in.text("input"),      static_cast<DataSetFormat>(place),
          in.text("attributes"), in.text("identities"),
          in.text("male-names"), in.text("female-names")};
}

ExitCode run(const Invocation& in) {
  const PrepareReport report =
      prepare({read_options(in), in.text("output"), detector_choice(in)}, *in.observer);
  if (in.json) {
    std::cout << json_text(nlohmann::json{{"schema", "antifaz-prepare"},
                                          {"version", 1},
                                          {"written", report.written},
                                          {"problems", report.problems}});
  } else {
    std::cout << report.written << " aligned faces written to " << in.text("output") << ", "
              << report.problems.size() << " images without\n";
  }
  return report.problems.empty() ? ExitCode::kDone : ExitCode::kFailed;
}

}  // namespace

Command prepare_command() {
  Command command;
  command.name = "prepare";
  command.summary = "Cut aligned faces out of a data set, for training.";
  command.usage = "INPUT --output FOLDER [OPTION...]";
  command.details =
      "INPUT is a folder, or a manifest.csv (columns path, subject, gender; further ones are "
      "kept).\n"
      "Labels can also come from a data set's own lists and names: see --format.";
  command.example = "antifaz prepare UTKFace --format utkface --output chips/utkface";
  command.options += {
      text("input", "INPUT", "data set to read"),
      text("output", "FOLDER", "new or empty folder to write to"),
      text("format", "NAME",
           "auto (manifest.csv where there is one, else all images), manifest, folder, "
           "utkface, lfw, celeba",
           kAuto),
      text("attributes", "FILE", "celeba: list_attr_celeba.txt"),
      text("identities", "FILE", "celeba: identity_CelebA.txt"),
      text("male-names", "FILE", "lfw: list of images of men"),
      text("female-names", "FILE", "lfw: list of images of women"),
  };
  add_detector_option(command.options);
  command.positional = {{"input", 1}};
  command.required = {"input", "output"};
  command.run = run;
  return command;
}

}  // namespace antifaz
