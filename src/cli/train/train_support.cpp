#include "src/cli/train/train_support.hpp"

#include <ctime>
#include <iostream>
#include <sstream>

#include "src/cli/json_text.hpp"
#include "src/core/error.hpp"
#include "src/core/sha256.hpp"

namespace antifaz {
namespace {

constexpr std::uint64_t kSplitSeed = 7;
constexpr std::uint64_t kDefaultSeed = 1;

std::string today() {
  const std::time_t now = std::time(nullptr);
  char text[16];
  std::strftime(text, sizeof text, "%Y-%m-%d", std::gmtime(&now));
  return text;
}

std::string short_number(double x) {
  std::ostringstream text;
  text.precision(4);
  text << x;
  return text.str();
}

}  // namespace

void add_train_options(Command& command, int epochs, double learning_rate, int batch) {
  command.options += {
      texts("data", "FOLDER...", "folders made by 'antifaz prepare'"),
      text("output", "RUN", "new folder for checkpoint, curves and weights.safetensors"),
      number("validation", "SHARE", "share of the people kept for validation", 0.08),
      whole("epochs", "N", "passes over the data", epochs),
      whole("batch", "N", "images a step", batch),
      number("learning-rate", "X", "peak of the schedule: warm-up, then cosine to zero",
             learning_rate),
      number("weight-decay", "X", "of AdamW", 1e-4),
      number("checkpoint-minutes", "MINUTES", "time between checkpoints", 3),
      flag("resume", "go on from RUN's checkpoint"),
  };
  command.required = {"data", "output"};
}

void add_bfloat16_option(Command& command) {
  command.options.push_back(
      flag("bfloat16", "compute in bfloat16: faster where the processor can (AVX512-BF16, AMX)"));
}

TrainerOptions trainer_options(const Invocation& in) {
  TrainerOptions options;
  options.folder = in.text("output");
  options.epochs = in.whole("epochs", 1, 100000);
  options.learning_rate = in.number("learning-rate", 1e-8, 10);
  options.weight_decay = in.number("weight-decay", 0, 10);
  options.checkpoint_minutes = in.number("checkpoint-minutes", 0, 1e6);
  options.seed = in.seed.value_or(kDefaultSeed);
  options.resume = in.flag("resume");
  return options;
}

TrainingData load_training_data(const Invocation& in) {
  const double share = in.number("validation", 0.001, 0.9);
  std::vector<Manifest> training, validation;
  std::string description;
  for (const std::string& folder : in.list("data")) {
    const Manifest manifest = read_manifest(folder);
    std::vector<Manifest> parts = split_by_subject(manifest, {1 - share, share}, kSplitSeed);
    training.push_back(std::move(parts[0]));
    validation.push_back(std::move(parts[1]));
    description += (description.empty() ? "" : ", ") + manifest.folder.filename().string() + " (" +
                   std::to_string(manifest.rows.size()) + " images)";
  }
  TrainingData data{load_faces(training), load_faces(validation), ""};
  if (data.validation.size() == 0 || data.training.size() == 0) {
    throw Error("the data has too few people to keep " + short_number(100 * share) +
                " % of them for validation");
  }
  data.description = description + "; trained on " + std::to_string(data.training.size()) +
                     ", validated on " + std::to_string(data.validation.size()) +
                     " images of other people";
  return data;
}

Card training_card(const Invocation& in, const TrainingData& data, const TrainReport& report) {
  std::string figures;
  for (const auto& [name, value] : report.validation) {
    figures += (figures.empty() ? "" : ", ") + name + " " + short_number(value);
  }
  // A run that was resumed has the weights of one that was not.
  std::string command = in.command_line;
  if (const auto at = command.find(" --resume"); at != std::string::npos) command.erase(at, 9);
  return {{"command", command},
          {"seed", std::to_string(in.seed.value_or(kDefaultSeed))},
          {"data", data.description},
          {"validation", figures},
          {"steps", std::to_string(report.steps)},
          {"date", today()},
          {"license", "non-commercial research use, as the data it was trained on"}};
}

std::vector<GenderNet> load_gender_nets(const std::vector<std::string>& files) {
  std::vector<GenderNet> nets;
  for (const std::string& file : files) nets.push_back(load_gender_net(file));
  return nets;
}

std::filesystem::path result_file(const Invocation& in) {
  return std::filesystem::path(in.text("output")) / "weights.safetensors";
}

ExitCode report_training(const Invocation& in, const TrainReport& report) {
  if (in.json) {
    nlohmann::json figures = nlohmann::json::object();
    for (const auto& [name, value] : report.validation) figures[name] = value;
    std::cout << json_text(nlohmann::json{{"schema", "antifaz-train"},
                                          {"version", 1},
                                          {"weights", result_file(in).string()},
                                          {"steps", report.steps},
                                          {"seconds", report.seconds},
                                          {"validation", figures}});
    return ExitCode::kDone;
  }
  for (const auto& [name, value] : report.validation) {
    std::cout << "validation " << name << ": " << short_number(value) << "\n";
  }
  std::cout << "weights: " << result_file(in).string() << "\n";
  return ExitCode::kDone;
}

std::string fingerprints(const std::vector<std::string>& files) {
  std::string text;
  for (const std::string& file : files) {
    text += (text.empty() ? "" : "; ") + std::filesystem::path(file).filename().string() + " " +
            sha256_of(file);
  }
  return text;
}

}  // namespace antifaz
