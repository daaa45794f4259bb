#include "src/cli/codes_model_support.hpp"

namespace antifaz {

namespace po = boost::program_options;

Command make_codes_model_command(const std::string& name, const std::string& summary,
                                 const std::string& usage, const std::string& input,
                                 const std::string& what, ExitCode (*run)(const Invocation&)) {
  Command command;
  command.name = "codes " + name;
  command.summary = summary;
  command.usage = usage;
  command.example = "antifaz codes " + name + " " + usage;
  command.options.add_options()(input.c_str(), po::value<std::string>()->value_name("PATH"),
                                what.c_str());
  command.positional.add(input.c_str(), 1);
  command.required = {input};
  command.run = run;
  return command;
}

}  // namespace antifaz
