#pragma once

#include <torch/nn/module.h>

#include <cstdint>

#include "pipelines/observer.hpp"
#include "pipelines/training/trainer_options.hpp"
#include "src/core/named_values.hpp"

namespace antifaz {

/// What is trained, and for what. One trainer serves all objectives.
class Objective {
 public:
  struct Loss {
    torch::Tensor total;  ///< scalar with gradient
    NamedValues parts;    ///< its named parts, for the curves
  };

  virtual ~Objective() = default;
  virtual torch::nn::Module& module() = 0;  ///< whose parameters learn
  /// What a checkpoint must hold: the module and whatever else changes from step to step.
  virtual torch::nn::Module& state() { return module(); }
  virtual std::size_t size() const = 0;  ///< training examples
  virtual std::size_t batch() const = 0;
  /// Loss on the examples `rows` (int64 [B], indices below `size()`) in an epoch, counted from 0,
  /// the module in training mode. All randomness must come from torch's default generator.
  virtual Loss loss(const torch::Tensor& rows, std::int64_t epoch) = 0;
  /// Figures on the validation part, the module in evaluation mode and without gradients.
  virtual NamedValues validate() = 0;
};

/// Trains to the end, or as long as its patience lasts. Every step's randomness is seeded from
/// (seed, step), so a run that was killed or stopped and then resumed ends with the weights of an
/// uninterrupted one. Writes `checkpoint.pt` (atomically: before the first step, and then at least
/// every `checkpoint_minutes`), `best.pt` (with patience), `metrics.jsonl` and a TensorBoard event
/// file into the folder, if there is one. Throws `Error` where `expect_run_folder` does, and where
/// the checkpoint belongs to a run with other settings; `Stopped`, with a checkpoint at the last
/// step, where the observer wants it.
TrainReport train(Objective& objective, const TrainerOptions& options, Observer& observer);

}  // namespace antifaz
