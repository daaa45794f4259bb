#pragma once

#include <filesystem>
#include <vector>

#include "models/semi_adversarial/generator_options.hpp"
#include "pipelines/observer.hpp"
#include "pipelines/semi_adversarial/san_options.hpp"
#include "pipelines/training/training_job.hpp"

namespace antifaz {

struct TrainSanJob {
  TrainingJob training;
  SanOptions options;  ///< its batch and precision are `training`'s
  std::vector<std::filesystem::path> classifiers, matchers;
  std::vector<std::filesystem::path> strong;    ///< slow classifiers: `SanJudges::strong`
  std::vector<std::filesystem::path> watchers;  ///< outside the loop, for validation
  std::vector<std::filesystem::path> adapting;  ///< classifiers from which attackers start
  GeneratorOptions generator;                   ///< a new one's
  std::filesystem::path from;  ///< or go on from these weights, whose width and grain hold
  /// Going on: these bounds are `generator`'s, not those of the weights.
  bool new_max_luma = false, new_max_chroma = false;
};

/// Trains the generator (network I) and writes it with its card into the run's folder. Throws
/// `Error` where the folder is taken or can't be made, before anything is read; where the data
/// lacks labels; and as `train` does.
TrainReport train_san(const TrainSanJob& job, Observer& observer);

}  // namespace antifaz
