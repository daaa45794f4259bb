#pragma once

#include <filesystem>
#include <vector>

#include "pipelines/observer.hpp"
#include "pipelines/semi_adversarial/san2018_options.hpp"
#include "pipelines/training/training_job.hpp"

namespace antifaz {

struct TrainSan2018Job {
  TrainingJob training;
  San2018Options options;                       ///< its batch and precision are `training`'s
  std::filesystem::path classifier, matcher;    ///< networks II and III
  std::vector<std::filesystem::path> watchers;  ///< classifiers outside the loop, for validation
};

/// Trains the network of 2018 as published and writes it with its card, and
/// `prototypes.safetensors` beside it, into the run's folder. The learning rate stays constant.
/// Throws `Error` where the folder is taken or can't be made, before anything is read; where the
/// data lacks labels; and as `train` does.
TrainReport train_san2018(const TrainSan2018Job& job, Observer& observer);

}  // namespace antifaz
