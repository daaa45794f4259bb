#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "pipelines/training/trainer_options.hpp"
#include "src/core/device.hpp"

namespace antifaz {

/// What the trainings on faces share.
struct TrainingJob {
  std::vector<std::filesystem::path> data;  ///< folders made by `prepare`
  double validation = 0.08;                 ///< share of the people kept for validation
  std::size_t batch = 64;                   ///< images a step
  bool bfloat16 = false;                    ///< learn in `MixedPrecision`
  Device device;
  std::string command_line;  ///< for the card
  TrainerOptions trainer;    ///< its folder is the run: new, or to be resumed
};

}  // namespace antifaz
