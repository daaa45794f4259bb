#include "src/cli/autoencoder/autoencoder_support.hpp"

#include <algorithm>
#include <cctype>

#include "src/cli/suggest.hpp"
#include "src/core/error.hpp"

namespace antifaz {
namespace {

constexpr char kVariant[] = "variant";

void expect_choice(const Invocation& in, const AutoencoderOption& option) {
  const std::vector<std::string>& all = option.choices;
  const std::string given = in.text(option.name);
  if (option.name == kVariant && std::find(all.begin(), all.end(), given) == all.end()) {
    std::string names;
    for (const std::string& one : all) names += (names.empty() ? "" : ", ") + one;
    throw UsageError("--variant can't be '" + given + "'" + did_you_mean_variant(given) +
                     "; choices: " + names);
  }
  in.choice(option.name, all);
}

}  // namespace

Command make_autoencoder_command(const std::string& name, const std::string& summary,
                                 const std::string& usage, ExitCode (*run)(const Invocation&)) {
  Command command;
  command.name = "autoencoder " + name;
  command.summary = summary;
  command.usage = usage;
  command.example = "antifaz autoencoder " + name + " " + usage;
  command.run = run;
  return command;
}

void add_data_options(Command& command) {
  command.options.push_back(
      text("data", "FOLDER|FILE", "folder of images, .npy or IDX array, or CSV file of numbers"));
  add_limit_option(command);
  command.required.push_back("data");
  command.positional = {{"data", 1}};
}

void add_limit_option(Command& command) {
  command.options.push_back(
      whole("limit", "N", "take only so many examples, evenly spaced", 0, "all"));
}

void add_model_option(Command& command) {
  command.options.push_back(
      text("model", "FILE", "weights.safetensors of 'antifaz autoencoder train'"));
  command.required.push_back("model");
}

void add_output_option(Command& command, const std::string& help) {
  command.options.push_back(text("output", "PATH", help));
  command.required.push_back("output");
}

void add_variant_option(Command& command) {
  command.options.push_back(text(kVariant, "NAME",
                                 "which autoencoder; 'antifaz autoencoder info' lists all",
                                 AutoencoderOptions().variant));
}

void add_training_options(Command& command) {
  command.options += {
      whole("epochs", "N", "passes over the data", 10),
      whole("batch", "N", "examples a step", 64),
      number("learning-rate", "X", "peak of the schedule", 1e-3),
      whole("patience", "N",
            "stop after N epochs without a smaller loss on the validation examples, and keep "
            "the best epoch's weights",
            0, "never"),
  };
}

void add_network_options(Command& command, const AutoencoderOptions& defaults,
                         const std::vector<std::string>& names) {
  for (const AutoencoderOption& one : describe(defaults)) {
    const bool wanted =
        names.empty() || std::find(names.begin(), names.end(), one.name) != names.end();
    if (one.name == kVariant || !wanted) continue;
    command.options.push_back(text(one.name, "VALUE", one.help));
    if (!one.value.empty()) command.options.back().standard = one.value;
  }
}

void add_shape_options(Command& command) {
  command.options += {
      whole("size", "PIXELS", "side of the images after a centred crop", 64),
      flag("grey", "one channel"),
  };
}

std::string did_you_mean_variant(const std::string& typed) {
  std::string lower = typed;
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
  std::vector<std::string> known;
  for (const AutoencoderVariant& one : autoencoder_variants()) {
    for (const std::string& name : names_of(one)) known.push_back(name);
  }
  const std::string nearest = nearest_name(lower, known);
  for (const AutoencoderVariant& one : autoencoder_variants()) {
    const std::vector<std::string> names = names_of(one);
    if (std::find(names.begin(), names.end(), nearest) == names.end()) continue;
    return "; did you mean '" + std::string(one.name) + "'?";
  }
  return "";
}

int limit_of(const Invocation& in) { return in.whole("limit", 0, 1 << 30); }

TrainerOptions autoencoder_trainer(const Invocation& in) {
  TrainerOptions trainer;
  trainer.folder = in.text("output");
  trainer.epochs = in.whole("epochs", 1, 100000);
  trainer.learning_rate = in.number("learning-rate", 1e-8, 10);
  trainer.patience = in.whole("patience", 0, 100000);
  trainer.seed = in.seed.value_or(1);
  return trainer;
}

std::size_t batch_size(const Invocation& in) {
  return static_cast<std::size_t>(in.whole("batch", 1, 65536));
}

AutoencoderOptions autoencoder_options(const Invocation& in, AutoencoderOptions options) {
  for (const AutoencoderOption& one : describe(options)) {
    if (!in.has(one.name)) continue;
    if (!one.choices.empty()) expect_choice(in, one);
    try {
      set_option(options, one.name, in.text(one.name));
    } catch (const Error& problem) {
      throw UsageError(std::string("--") + problem.what());
    }
  }
  return options;
}

ExampleShape example_shape(const Invocation& in) {
  return {in.whole("size", 4, 1024), in.flag("grey"), in.given("size") || in.flag("grey")};
}

}  // namespace antifaz
