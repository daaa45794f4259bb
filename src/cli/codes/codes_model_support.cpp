#include "src/cli/codes/codes_model_support.hpp"

namespace antifaz {

Command make_codes_model_command(const std::string& name, const std::string& summary,
                                 const std::string& usage, const std::string& input,
                                 const std::string& what, ExitCode (*run)(const Invocation&)) {
  Command command;
  command.name = "codes " + name;
  command.summary = summary;
  command.usage = usage;
  command.example = "antifaz codes " + name + " " + usage;
  command.options.push_back(text(input, "PATH", what));
  command.positional = {{input, 1}};
  command.required = {input};
  command.run = run;
  return command;
}

}  // namespace antifaz
