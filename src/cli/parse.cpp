#include "src/cli/parse.hpp"

#include <boost/any.hpp>
#include <boost/program_options/options_description.hpp>
#include <boost/program_options/parsers.hpp>
#include <boost/program_options/positional_options.hpp>
#include <boost/program_options/variables_map.hpp>
#include <fstream>
#include <iostream>
#include <thread>

#include "models/machine.hpp"
#include "src/cli/console.hpp"
#include "src/cli/suggest.hpp"
#include "src/core/error.hpp"

namespace antifaz {
namespace {

namespace po = boost::program_options;

using Texts = std::vector<std::string>;

Options common_options() {
  return {
      text("config", "FILE", "read further options from FILE, one 'name = value' a line"),
      text("seed", "N", "number that makes random choices repeatable"),
      whole("threads", "N", "threads to use (default: all cores)"),
      text("device", "DEVICE", "auto, cpu, cuda or cuda:N", "auto"),
      flag("quiet", "no progress on standard error, only what failed"),
      flag("json", "print the result as JSON"),
      flag("help,h", "show this help"),
  };
}

/// The table as Boost reads and prints it. Numbers stay texts here: `Invocation` reads them.
po::options_description described(const Options& table, const std::string& title) {
  po::options_description description(title);
  for (const Option& option : table) {
    if (option.kind == Option::Kind::kFlag) {
      description.add_options()(option.name.c_str(), po::bool_switch(), option.help.c_str());
      continue;
    }
    const bool several =
        option.kind == Option::Kind::kTexts || option.kind == Option::Kind::kInputs;
    if (several) {
      auto* value = po::value<Texts>()->composing()->value_name(option.value_name);
      if (option.kind == Option::Kind::kTexts) value->multitoken();
      description.add_options()(option.name.c_str(), value, option.help.c_str());
      continue;
    }
    auto* value = po::value<std::string>()->value_name(option.value_name);
    if (option.standard) {
      value->default_value(*option.standard,
                           option.shown.empty() ? *option.standard : option.shown);
    }
    description.add_options()(option.name.c_str(), value, option.help.c_str());
  }
  return description;
}

std::vector<std::string> names_of(const po::options_description& options) {
  std::vector<std::string> names;
  for (const auto& option : options.options()) names.push_back(option->long_name());
  return names;
}

std::string without_dashes(const std::string& name) {
  const std::size_t begin = name.find_first_not_of('-');
  return begin == std::string::npos ? name : name.substr(begin);
}

po::positional_options_description positions(const Command& command) {
  po::positional_options_description positions;
  for (const auto& [option, count] : command.positional) positions.add(option.c_str(), count);
  return positions;
}

/// Stores what the command line says and then what the config file adds.
po::variables_map parse(const Command& command, const po::options_description& all,
                        const std::vector<std::string>& arguments) {
  using style = po::command_line_style::style_t;
  constexpr int kStyle = style::allow_long | style::allow_short | style::long_allow_next |
                         style::long_allow_adjacent | style::short_allow_next |
                         style::allow_dash_for_short;
  po::variables_map values;
  try {
    po::store(po::command_line_parser(arguments)
                  .options(all)
                  .positional(positions(command))
                  .style(kStyle)
                  .run(),
              values);
    if (values.count("config")) {
      const std::string file = values["config"].as<std::string>();
      std::ifstream stream(file);
      if (!stream) throw UsageError(file, "can't be read; give --config a readable file");
      po::store(po::parse_config_file(stream, all), values);
    }
    po::notify(values);
  } catch (const po::unknown_option& error) {
    const std::string typed = without_dashes(error.get_option_name());
    throw UsageError("unknown option '" + error.get_option_name() + "'" +
                     did_you_mean(typed, names_of(all)) + " ('antifaz " + command.name +
                     " --help' lists all)");
  } catch (const po::too_many_positional_options_error&) {
    throw UsageError("too many arguments; usage: antifaz " + command.name + " " + command.usage);
  } catch (const po::error& error) {
    throw UsageError(std::string(error.what()) + " ('antifaz " + command.name +
                     " --help' explains)");
  }
  return values;
}

std::map<std::string, Invocation::Value> values_of(const po::variables_map& parsed) {
  std::map<std::string, Invocation::Value> values;
  for (const auto& [name, value] : parsed) {
    if (value.empty()) continue;
    if (const auto* set = boost::any_cast<bool>(&value.value())) {
      if (*set) values[name] = {{}, true};
    } else if (const auto* several = boost::any_cast<Texts>(&value.value())) {
      if (!several->empty()) values[name] = {*several, !value.defaulted()};
    } else {
      values[name] = {{value.as<std::string>()}, !value.defaulted()};
    }
  }
  return values;
}

void print_help(const Command& command) {
  std::cout << "Usage: antifaz " << command.name << " " << command.usage << "\n\n"
            << command.summary << "\n";
  if (!command.details.empty()) std::cout << "\n" << command.details << "\n";
  std::cout << "\n"
            << described(command.options, "Options") << "\n"
            << described(common_options(), "Options of every command") << "\nExample:\n  "
            << command.example << "\n";
}

std::optional<std::uint64_t> parse_seed(const Invocation& in) {
  if (!in.has("seed")) return std::nullopt;
  const std::string text = in.text("seed");
  const bool digits = !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
  try {
    if (digits) return std::stoull(text);
  } catch (const std::out_of_range&) {
  }
  throw UsageError("--seed must be a whole number from 0 to 18446744073709551615, not '" + text +
                   "'");
}

int parse_threads(const Invocation& in) {
  if (in.has("threads")) return in.whole("threads", 1, 1024);
  return static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

}  // namespace

std::string shell_words(const std::string& program, const std::vector<std::string>& arguments) {
  constexpr char kPlain[] =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=./:,@%";
  std::string line = program;
  for (const std::string& word : arguments) {
    line += ' ';
    if (!word.empty() && word.find_first_not_of(kPlain) == std::string::npos) {
      line += word;
      continue;
    }
    line += '\'';
    for (const char c : word) line += c == '\'' ? std::string("'\\''") : std::string(1, c);
    line += '\'';
  }
  return line;
}

ExitCode parse_and_run(const Command& command, const std::vector<std::string>& arguments,
                       const std::string& command_line) {
  // Help first: it must not depend on the rest being complete.
  for (const std::string& argument : arguments) {
    if (argument == "--help" || argument == "-h") {
      print_help(command);
      return ExitCode::kDone;
    }
  }
  Options table = command.options;
  table += common_options();
  Invocation invocation;
  invocation.values = values_of(parse(command, described(table, "Options"), arguments));
  for (const std::string& option : command.required) {
    if (!invocation.has(option)) {
      throw UsageError("--" + option + " is missing; usage: antifaz " + command.name + " " +
                       command.usage);
    }
  }
  invocation.command_line = command_line;
  invocation.seed = parse_seed(invocation);
  try {
    invocation.device = find_device(invocation.text("device"));
  } catch (const UsageError& problem) {
    throw UsageError(std::string("--device: ") + problem.what());
  }
  invocation.quiet = invocation.flag("quiet");
  invocation.json = invocation.flag("json");
  set_up_machine(parse_threads(invocation));
  Console console(invocation.quiet);
  invocation.observer = &console;
  return command.run(invocation);
}

}  // namespace antifaz
