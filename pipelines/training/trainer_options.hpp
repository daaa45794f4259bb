#pragma once

#include <cstdint>
#include <filesystem>

#include "pipelines/training/run_settings.hpp"
#include "src/core/named_values.hpp"

namespace antifaz {

/// How a training runs, whatever is trained.
struct TrainerOptions {
  std::filesystem::path
      folder;  ///< checkpoint, curves and the result go here; empty: none are kept
  int epochs = 8;
  double learning_rate = 2e-3;  ///< peak; linear warm-up over 3 % of the steps, then cosine to zero
  bool constant_rate = false;   ///< no schedule: the peak all along
  double weight_decay = 1e-4;   ///< decoupled (AdamW, Loshchilov & Hutter 2019)
  double clip_norm = 1.0;       ///< gradient norm bound
  std::uint64_t seed = 1;
  double checkpoint_minutes = 3;
  bool resume = false;  ///< go on from the folder's checkpoint
  int patience = 0;  ///< stop after so many epochs without a smaller first validation figure, which
                     ///< must be an error, and take the best epoch's weights; 0: train to the end
  RunSettings settings;  ///< what decides the run besides: the job's options, weights and data
};

/// What a training came to.
struct TrainReport {
  std::int64_t steps = 0;
  NamedValues validation;  ///< of the weights that the training ended with
  double seconds = 0;      ///< of this process only
};

}  // namespace antifaz
