#pragma once

#include <filesystem>

#include "models/judges/gender_net_options.hpp"
#include "pipelines/observer.hpp"
#include "pipelines/training/training_job.hpp"

namespace antifaz {

struct TrainGenderJob {
  TrainingJob training;
  GenderNetOptions net;
  double robust = 0;  ///< attack every batch by at most that much, in units of the full range
  std::filesystem::path teacher;    ///< a classifier whose answers are learned; empty: the labels
  std::filesystem::path generator;  ///< protects half of the faces; empty: none
};

/// Trains a gender classifier (network II) and writes it with its card into the run's folder.
/// Throws `Error` where the folder is taken or can't be made, before anything is read; where the
/// data lacks labels; and as `train` does.
TrainReport train_gender(const TrainGenderJob& job, Observer& observer);

}  // namespace antifaz
