#include "src/cli/codes/codes_model_support.hpp"

namespace antifaz {

Command make_codes_model_command(const std::string& name, const std::string& summary,
                                 const std::string& usage, const Option& input,
                                 ExitCode (*run)(const Invocation&)) {
  Command command;
  command.name = "codes " + name;
  command.summary = summary;
  command.usage = usage;
  command.example = "antifaz codes " + name + " " + usage;
  command.options.push_back(input);
  command.positional = {{input.name, 1}};
  command.required = {input.name};
  command.run = run;
  return command;
}

void add_model(Command& command) {
  command.options.push_back(
      text("model", "FILE", "weights.safetensors of 'antifaz autoencoder train'"));
  command.required.push_back("model");
}

void add_limit(Command& command) {
  command.options.push_back(
      whole("limit", "N", "take only so many examples, evenly spaced", 0, "all"));
}

ModelInput model_input(const Invocation& in) {
  return {in.text("model"), in.text("data"), in.whole("limit", 0, 1 << 30), in.device,
          in.seed.value_or(1)};
}

}  // namespace antifaz
