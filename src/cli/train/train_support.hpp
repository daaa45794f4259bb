#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "models/judges/gender_net.hpp"
#include "models/safetensors.hpp"
#include "pipelines/training/trainer.hpp"
#include "src/cli/command.hpp"
#include "src/tensors/face_dataset.hpp"

namespace antifaz {

/// What the trainings of networks share: options, data, and the card of the result.

/// Adds --data, --output, --validation, --epochs, --batch, --learning-rate, --weight-decay,
/// --checkpoint-minutes, --resume.
void add_train_options(Command& command, int epochs, double learning_rate, int batch);
/// Adds --bfloat16 (`MixedPrecision`).
void add_bfloat16_option(Command& command);

TrainerOptions trainer_options(const Invocation& in);

struct TrainingData {
  FaceDataset training, validation;
  std::string description;  ///< for the card
};

/// Loads the prepared folders of --data and splits them by person. The split depends on the people
/// alone, never on --seed: whatever is trained, the same people validate it.
TrainingData load_training_data(const Invocation& in);

/// Card of a training that ended now: command, data, seed, figures, date, licence.
Card training_card(const Invocation& in, const TrainingData& data, const TrainReport& report);

/// The gender classifiers of several files.
std::vector<GenderNet> load_gender_nets(const std::vector<std::string>& files);

/// The file the result is written to: RUN/weights.safetensors.
std::filesystem::path result_file(const Invocation& in);

/// Says where the result is and what it reached, as text or JSON.
ExitCode report_training(const Invocation& in, const TrainReport& report);

/// Name and SHA-256 of weights files, "name sha256; ...": how a generator's card remembers whom it
/// was trained against.
std::string fingerprints(const std::vector<std::string>& files);

}  // namespace antifaz
