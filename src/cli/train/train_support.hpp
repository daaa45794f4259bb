#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "pipelines/training/training_job.hpp"
#include "src/cli/command.hpp"

namespace antifaz {

/// What the trainings of networks share: options, and how their results are shown.

/// Adds --data, --output, --validation, --epochs, --batch, --learning-rate, --weight-decay,
/// --checkpoint-minutes, --resume.
void add_train_options(Command& command, int epochs, double learning_rate, int batch);
/// Adds --bfloat16 (`MixedPrecision`).
void add_bfloat16_option(Command& command);

/// What these options say; a step takes at least `min_batch` images.
TrainingJob training_job(const Invocation& in, int min_batch = 2);

/// The files or folders of an option.
std::vector<std::filesystem::path> paths(const Invocation& in, const std::string& option);

/// The file the result is written to: RUN/weights.safetensors.
std::filesystem::path result_file(const Invocation& in);

/// Says where the result is and what it reached, as text or JSON.
ExitCode report_training(const Invocation& in, const TrainReport& report);

}  // namespace antifaz
