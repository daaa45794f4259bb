#include "src/cli/run.hpp"

#include <algorithm>
#include <exception>
#include <filesystem>
#include <iostream>

#include "src/cli/codes/codes_support.hpp"
#include "src/cli/command.hpp"
#include "src/cli/parse.hpp"
#include "src/cli/process.hpp"
#include "src/cli/suggest.hpp"
#include "src/core/error.hpp"
#include "src/text/shown_name.hpp"

namespace antifaz {
namespace {

constexpr char kProgram[] = "antifaz";
constexpr int kSignalled = 128;  // as shells count: 130 is SIGINT, 143 SIGTERM

std::vector<Command> commands() {
  std::vector<Command> all = {prepare_command(),
                              train_gender_command(),
                              train_matcher_command(),
                              train_san_command(),
                              train_san2018_command(),
                              train_landmarks_command(),
                              train_detector_command(),
                              train_landmark_net_command(),
                              prototypes_command(),
                              average_command(),
                              anonymize_command(),
                              status_command(),
                              verify_command(),
                              merge_command(),
                              evaluate_command(),
                              detect_command(),
                              evaluate_detector_command(),
                              weights_command()};
  for (const auto family : {autoencoder_commands, codes_commands}) {
    for (Command& command : family()) all.push_back(std::move(command));
  }
  return all;
}

void print_overview(const std::vector<Command>& all) {
  std::cout << "Usage: " << kProgram << " COMMAND [OPTION...]\n\n"
            << "Privacy for face images: changes faces so that gender classifiers fail on them\n"
            << "and face matchers do not.\n\nCommands:\n";
  for (const Command& command : all) {
    std::cout << "  " << command.name << std::string(25 - command.name.size(), ' ')
              << command.summary << "\n";
  }
  std::cout << "\n'" << kProgram << " COMMAND --help' shows a command's options and an example.\n"
            << "Exit codes: 0 all done, 1 some or all failed, 2 the command line is wrong.\n";
}

/// "gender, matcher or san": what may follow the first word of commands of two words.
std::string second_words(const std::vector<Command>& all, const std::string& first) {
  std::vector<std::string> words;
  for (const Command& command : all) {
    if (command.name.rfind(first + " ", 0) == 0) {
      words.push_back(command.name.substr(first.size() + 1));
    }
  }
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? " or " : ", ";
    text += words[i];
  }
  return text;
}

/// The command that the arguments name, which are taken off them.
const Command& find_command(const std::vector<Command>& all, std::vector<std::string>& arguments) {
  std::vector<std::string> names;
  for (const Command& command : all) {
    const bool two_words = command.name.find(' ') != std::string::npos;
    std::string typed = arguments[0];
    if (two_words && arguments.size() > 1) typed += " " + arguments[1];
    if (typed == command.name) {
      arguments.erase(arguments.begin(), arguments.begin() + (two_words ? 2 : 1));
      return command;
    }
    names.push_back(command.name);
  }
  const std::string siblings = second_words(all, arguments[0]);
  if (!siblings.empty() && arguments.size() < 2) {
    throw UsageError(arguments[0] + " what? " + siblings);
  }
  std::string typed = arguments[0];
  if (!siblings.empty()) typed += " " + arguments[1];
  throw UsageError("there is no command '" + typed + "'" + did_you_mean(typed, names) +
                   " ('antifaz --help' lists all)");
}

/// What an error says, in one line: names from outside escaped, what libraries say in several lines
/// joined.
std::string line_about(const std::exception& error) {
  if (const auto* of_files = dynamic_cast<const std::filesystem::filesystem_error*>(&error)) {
    return shown(of_files->path1().native()) + ": " + of_files->code().message();
  }
  std::string message = error.what();
  if (dynamic_cast<const Error*>(&error) == nullptr) {
    message = message.substr(0, message.find("\nException raised from"));
    std::replace(message.begin(), message.end(), '\n', ' ');
  }
  return shown_line(message);
}

void complain(const std::exception& error) {
  std::cerr << kProgram << ": " << line_about(error) << std::endl;
}

ExitCode run_command(std::vector<std::string> arguments) {
  const std::vector<Command> all = commands();
  if (arguments.empty()) {
    print_overview(all);
    return ExitCode::kUsage;
  }
  if (arguments[0] == "--help" || arguments[0] == "-h" || arguments[0] == "help") {
    print_overview(all);
    return ExitCode::kDone;
  }
  if (arguments[0] == "--version") {
    std::cout << kProgram << " " << ANTIFAZ_VERSION << "\n";
    return ExitCode::kDone;
  }
  const std::string command_line = shell_words(kProgram, arguments);
  if (arguments.size() > 1 && (arguments[1] == "--help" || arguments[1] == "-h") &&
      !second_words(all, arguments[0]).empty()) {
    print_overview(all);
    return ExitCode::kDone;
  }
  const Command& command = find_command(all, arguments);
  return parse_and_run(command, arguments, command_line);
}

}  // namespace

int run(int argc, const char* const* argv) {
  try {
    const ExitCode code = run_command({argv + 1, argv + argc});
    return static_cast<int>(output_arrived() ? code : ExitCode::kFailed);
  } catch (const Stopped& stopped) {
    complain(stopped);
    return kSignalled + stop_signal();
  } catch (const UsageError& error) {
    complain(error);
    return static_cast<int>(ExitCode::kUsage);
  } catch (const std::exception& error) {
    complain(error);
    return static_cast<int>(ExitCode::kFailed);
  }
}

}  // namespace antifaz
