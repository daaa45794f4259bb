#include "src/cli/parse.hpp"

#include <boost/program_options/parsers.hpp>
#include <fstream>
#include <iostream>
#include <thread>

#include "src/cli/console.hpp"
#include "src/cli/machine.hpp"
#include "src/cli/suggest.hpp"
#include "src/core/error.hpp"

namespace antifaz {
namespace {

namespace po = boost::program_options;

po::options_description common_options() {
  po::options_description options("Options of every command");
  options.add_options()("config", po::value<std::string>()->value_name("FILE"),
                        "read further options from FILE, one 'name = value' a line")(
      "seed", po::value<std::string>()->value_name("N"),
      "number that makes random choices repeatable")("threads", po::value<int>()->value_name("N"),
                                                     "threads to use (default: all cores)")(
      "device", po::value<std::string>()->default_value("auto")->value_name("DEVICE"),
      "auto, cpu, cuda or cuda:N")("quiet", po::bool_switch(), "no progress on standard error")(
      "json", po::bool_switch(), "print the result as JSON")("help,h", po::bool_switch(),
                                                             "show this help");
  return options;
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
                  .positional(command.positional)
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

void print_help(const Command& command, const po::options_description& common) {
  std::cout << "Usage: antifaz " << command.name << " " << command.usage << "\n\n"
            << command.summary << "\n";
  if (!command.details.empty()) std::cout << "\n" << command.details << "\n";
  std::cout << "\n"
            << command.options << "\n"
            << common << "\nExample:\n  " << command.example << "\n";
}

std::optional<std::uint64_t> parse_seed(const po::variables_map& values) {
  if (!values.count("seed")) return std::nullopt;
  const std::string text = values["seed"].as<std::string>();
  const bool digits = !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
  try {
    if (digits) return std::stoull(text);
  } catch (const std::out_of_range&) {
  }
  throw UsageError("--seed must be a whole number from 0 to 18446744073709551615, not '" + text +
                   "'");
}

int parse_threads(const po::variables_map& values) {
  int threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  if (values.count("threads")) threads = values["threads"].as<int>();
  if (threads < 1 || threads > 1024) throw UsageError("--threads must lie between 1 and 1024");
  return threads;
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
  const po::options_description common = common_options();
  po::options_description all;
  all.add(command.options).add(common);

  Invocation invocation;
  // Help first: it must not depend on the rest being complete.
  for (const std::string& argument : arguments) {
    if (argument == "--help" || argument == "-h") {
      print_help(command, common);
      return ExitCode::kDone;
    }
  }
  invocation.values = parse(command, all, arguments);
  for (const std::string& option : command.required) {
    if (!invocation.has(option)) {
      throw UsageError("--" + option + " is missing; usage: antifaz " + command.name + " " +
                       command.usage);
    }
  }
  invocation.command_line = command_line;
  invocation.seed = parse_seed(invocation.values);
  invocation.device = invocation.get<std::string>("device");
  invocation.quiet = invocation.get<bool>("quiet");
  invocation.json = invocation.get<bool>("json");
  set_up_machine(parse_threads(invocation.values));
  Console console(invocation.quiet);
  invocation.observer = &console;
  return command.run(invocation);
}

}  // namespace antifaz
