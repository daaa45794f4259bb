#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "pipelines/observer.hpp"
#include "src/cli/exit_code.hpp"
#include "src/cli/option.hpp"
#include "src/core/device.hpp"

namespace antifaz {

/// A command line, parsed: what the body of a subcommand receives.
struct Invocation {
  /// What an option has: the value given or its standard one; several of kTexts and kInputs.
  struct Value {
    std::vector<std::string> texts;
    bool given = false;  ///< on the command line or in the --config file
  };

  std::map<std::string, Value> values;  ///< by option; flags that are not set are not in it
  std::string command_line;             ///< as typed, fit for a shell
  std::optional<std::uint64_t> seed;    ///< --seed
  Device device;                        ///< --device
  bool quiet = false, json = false;
  Observer* observer = nullptr;

  bool has(const std::string& option) const { return values.count(option) > 0; }
  /// True where the user gave it: its standard value does not count.
  bool given(const std::string& option) const;
  bool flag(const std::string& option) const { return has(option); }
  /// Several values, none where the option was not given.
  std::vector<std::string> list(const std::string& option) const;
  /// The option's value or, where it has none, an empty text.
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
  Options options;
  std::vector<std::string> required;  ///< options without which there is nothing to do
  /// Options that arguments without a name become, in order, and how many of each: -1 all that
  /// are left.
  std::vector<std::pair<std::string, int>> positional;
  std::function<ExitCode(const Invocation&)> run;
};

Command prepare_command();
Command train_gender_command();
Command train_matcher_command();
Command train_san_command();
Command train_san2018_command();
Command train_landmarks_command();
Command train_detector_command();
Command train_landmark_net_command();
Command prototypes_command();
Command average_command();
Command anonymize_command();
Command status_command();
Command verify_command();
Command merge_command();
Command evaluate_command();
Command detect_command();
Command evaluate_detector_command();
Command weights_command();
/// "autoencoder train" and its siblings.
std::vector<Command> autoencoder_commands();

}  // namespace antifaz
