#include "src/cli/codes/codes_support.hpp"

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

CodesInput codes_input(const Invocation& in) {
  return {in.text("codes"), in.text("labels"), in.text("label")};
}

nlohmann::json to_json(const Figure& figure) {
  return {{"value", figure.value}, {"low", figure.low}, {"high", figure.high}};
}

}  // namespace antifaz
