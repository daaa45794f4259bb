#pragma once

#include <torch/nn/module.h>
#include <torch/optim/optimizer.h>

#include <filesystem>

#include "pipelines/training/run_settings.hpp"
#include "pipelines/training/running_mean.hpp"

namespace antifaz {

/// Where a run stands between two steps, besides its tensors.
struct RunPosition {
  std::int64_t step = 0;
  RunningMean means;  ///< of the losses since the last record
};

/// A training run's whole state between two steps: the module's and the optimizer's tensors, its
/// position, and all that decides it.
struct Checkpoint {
  std::filesystem::path file;

  /// Atomic: a kill while saving leaves the previous checkpoint. Throws `Error` where it can't be
  /// written.
  void save(const torch::nn::Module& module, const torch::optim::Optimizer& optimizer,
            const RunPosition& position, const RunSettings& settings) const;
  /// Throws `Error` where the file is damaged, and naming the first setting that differs.
  RunPosition load(torch::nn::Module& module, torch::optim::Optimizer& optimizer,
                   const RunSettings& settings) const;
};

}  // namespace antifaz
