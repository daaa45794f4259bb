#pragma once

#include <boost/program_options/options_description.hpp>
#include <boost/program_options/positional_options.hpp>
#include <boost/program_options/variables_map.hpp>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "pipelines/observer.hpp"
#include "src/core/exit_code.hpp"

namespace antifaz {

/// A command line, parsed: what the body of a subcommand receives.
struct Invocation {
  boost::program_options::variables_map values;
  std::string command_line;           ///< as typed, fit for a shell
  std::optional<std::uint64_t> seed;  ///< --seed
  std::string device;                 ///< --device, not looked at yet
  bool quiet = false, json = false;
  Observer* observer = nullptr;

  bool has(const std::string& option) const { return values.count(option) > 0; }
  template <typename T>
  T get(const std::string& option) const {
    return values[option].as<T>();
  }
  /// Several values, none where the option was not given.
  std::vector<std::string> list(const std::string& option) const;
  /// The option's value or, where it was not given, an empty text.
  std::string text(const std::string& option) const;
  /// A number inside [low, high]; `UsageError` otherwise.
  double number(const std::string& option, double low, double high) const;
  int whole(const std::string& option, int low, int high) const;
  /// One of `choices`; `UsageError` naming the nearest otherwise.
  std::string choice(const std::string& option, const std::vector<std::string>& choices) const;
};

/// A subcommand: what `--help` shows and what runs.
struct Command {
  std::string name;     ///< one or two words
  std::string summary;  ///< one line
  std::string usage;    ///< what follows the name
  std::string details;  ///< a paragraph for --help, may be empty
  std::string example;
  boost::program_options::options_description options{"Options"};
  std::vector<std::string> required;  ///< options without which there is nothing to do
  boost::program_options::positional_options_description positional;
  std::function<ExitCode(const Invocation&)> run;
};

Command prepare_command();
Command train_gender_command();
Command train_matcher_command();
Command train_san_command();
Command train_san2018_command();
Command train_landmarks_command();
Command prototypes_command();
Command anonymize_command();
Command evaluate_command();
Command weights_command();
/// "autoencoder train" and its siblings.
std::vector<Command> autoencoder_commands();

}  // namespace antifaz
