#include "src/cli/train/train_support.hpp"

#include <iostream>

#include "pipelines/training/run_folder.hpp"
#include "src/core/json_text.hpp"
#include "src/core/number_text.hpp"

namespace antifaz {
namespace {

constexpr std::uint64_t kDefaultSeed = 1;

}  // namespace

void add_train_options(Command& command, int epochs, double learning_rate, int batch) {
  command.options += {
      texts("data", "FOLDER...",
            "folders made by 'antifaz prepare'; the first line of a license.txt in one goes "
            "into the card"),
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

TrainingJob training_job(const Invocation& in, int min_batch) {
  TrainingJob job;
  job.data = paths(in, "data");
  job.validation = in.number("validation", 0.001, 0.9);
  job.batch = static_cast<std::size_t>(in.whole("batch", min_batch, 65536));
  job.bfloat16 = in.flag("bfloat16");
  job.device = in.device;
  job.command_line = in.command_line;
  job.trainer.folder = in.text("output");
  job.trainer.epochs = in.whole("epochs", 1, 100000);
  job.trainer.learning_rate = in.number("learning-rate", 1e-8, 10);
  job.trainer.weight_decay = in.number("weight-decay", 0, 10);
  job.trainer.checkpoint_minutes = in.number("checkpoint-minutes", 0, 1e6);
  job.trainer.seed = in.seed.value_or(kDefaultSeed);
  job.trainer.resume = in.flag("resume");
  return job;
}

std::vector<std::filesystem::path> paths(const Invocation& in, const std::string& option) {
  const std::vector<std::string> texts = in.list(option);
  return {texts.begin(), texts.end()};
}

std::filesystem::path result_file(const Invocation& in) { return result_file(in.text("output")); }

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
    std::cout << "validation " << name << ": " << significant(value, 4) << "\n";
  }
  std::cout << "weights: " << result_file(in).string() << "\n";
  return ExitCode::kDone;
}

}  // namespace antifaz
