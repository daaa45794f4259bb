#include "src/cli/codes/codes_support.hpp"

#include <torch/types.h>

#include "src/cli/autoencoder/autoencoder_support.hpp"
#include "src/core/error.hpp"

namespace antifaz {

Command make_codes_command(const std::string& name, const std::string& summary,
                           const std::string& usage, ExitCode (*run)(const Invocation&)) {
  Command command;
  command.name = "codes " + name;
  command.summary = summary;
  command.usage = usage;
  command.example = "antifaz codes " + name + " " + usage;
  command.options.push_back(
      text("codes", "CSV", "codes, as 'antifaz autoencoder encode' writes them"));
  command.positional = {{"codes", 1}};
  command.required = {"codes"};
  command.run = run;
  return command;
}

void add_label_options(Command& command, bool required) {
  command.options += {
      text("labels", "MANIFEST", "manifest.csv whose paths are those of the codes"),
      text("label", "COLUMN", "its column that holds the label", "gender"),
  };
  if (required) command.required.push_back("labels");
}

void add_images_options(Command& command, const std::string& why, int side) {
  command.options += {
      text("images", "FOLDER", why),
      whole("size", "PIXELS", "side of the images after a centred crop", side),
  };
}

NamedCodes read_codes(const Invocation& in) {
  const std::string file = in.text("codes");
  if (std::filesystem::is_directory(file)) {
    throw Error(file, "is a folder; encode it first with 'antifaz autoencoder encode'");
  }
  NamedExamples read = read_examples(file, {});
  return {read.values.to(torch::kFloat32).contiguous(), std::move(read.names)};
}

LabelledCodes read_labelled_codes(const Invocation& in) {
  const NamedCodes read = read_codes(in);
  LabelledCodes joined =
      with_labels(read.codes, read.names, read_manifest(in.text("labels")), in.text("label"));
  if (joined.unlabelled > 0) {
    in.observer->message(std::to_string(joined.unlabelled) + " examples without a label '" +
                         in.text("label") + "' are left out");
  }
  return joined;
}

LabelledCodes read_codes_with_any_labels(const Invocation& in) {
  if (in.has("labels")) return read_labelled_codes(in);
  NamedCodes read = read_codes(in);
  LabelledCodes examples;
  examples.codes = read.codes;
  examples.names = std::move(read.names);
  return examples;
}

nlohmann::json to_json(const Figure& figure) {
  return {{"value", figure.value}, {"low", figure.low}, {"high", figure.high}};
}

}  // namespace antifaz
