#pragma once

#include <filesystem>
#include <optional>

#include "pipelines/observer.hpp"
#include "pipelines/training/training_job.hpp"

namespace antifaz {

struct TrainMatcherJob {
  TrainingJob training;           ///< its `bfloat16` is not looked at
  std::filesystem::path teacher;  ///< weights of the matcher to learn from
  int keep_every = 2;        ///< the student is the teacher with every so many-th bottleneck, or
  std::optional<int> width;  ///< a new network of residual blocks with so many channels
};

/// Trains a small face matcher (network III) to give the teacher's embeddings and writes it with
/// its card into the run's folder. Throws `Error` where the folder is taken or can't be made, or no
/// student learns from such a teacher, before any data is read; and as `train` does.
TrainReport train_matcher(const TrainMatcherJob& job, Observer& observer);

}  // namespace antifaz
