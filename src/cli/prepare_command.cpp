#include <iostream>

#include "pipelines/prepare/prepare.hpp"
#include "src/cli/command.hpp"
#include "src/cli/json_text.hpp"
#include "src/cli/resources.hpp"
#include "src/core/error.hpp"
#include "src/data/importers.hpp"

namespace antifaz {
namespace {

constexpr char kAuto[] = "auto";

Import read_input(const Invocation& in) {
  const std::filesystem::path input = in.text("input");
  const std::string format =
      in.choice("format", {kAuto, "manifest", "folder", "utkface", "lfw", "celeba"});
  if (format == "utkface") return import_utkface(input);
  if (format == "lfw") return import_lfw(input, in.text("male-names"), in.text("female-names"));
  if (format == "celeba") {
    if (!in.has("attributes")) throw UsageError("--format celeba needs --attributes FILE");
    return import_celeba(input, in.text("attributes"), in.text("identities"));
  }
  const bool listed =
      std::filesystem::is_regular_file(input) || std::filesystem::exists(input / "manifest.csv");
  if (format == "manifest" || (format == kAuto && listed)) return {read_manifest(input), {}};
  return {list_folder(input), {}};
}

ExitCode run(const Invocation& in) {
  const Import import = read_input(in);
  for (const std::string& problem : import.problems) in.observer->message(problem);
  const auto detector = make_detector(in);
  const PrepareReport report =
      prepare({import.manifest, in.text("output")}, *detector, *in.observer);
  std::vector<std::string> problems = import.problems;
  problems.insert(problems.end(), report.problems.begin(), report.problems.end());
  if (in.json) {
    std::cout << json_text(nlohmann::json{{"schema", "antifaz-prepare"},
                                          {"version", 1},
                                          {"written", report.written},
                                          {"problems", problems}});
  } else {
    std::cout << report.written << " aligned faces written to " << in.text("output") << ", "
              << problems.size() << " images without\n";
  }
  return problems.empty() ? ExitCode::kDone : ExitCode::kFailed;
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
