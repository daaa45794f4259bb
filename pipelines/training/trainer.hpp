#pragma once

#include <torch/nn/module.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "pipelines/observer.hpp"
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
};

struct TrainReport {
  std::int64_t steps = 0;
  NamedValues validation;  ///< of the weights that the training ended with
  double seconds = 0;      ///< of this process only
};

/// Trains to the end, or as long as its patience lasts. Every step's randomness is seeded from
/// (seed, step), so a run that was killed and resumed ends with the weights of an uninterrupted
/// one. Writes `checkpoint.pt` (atomically, at least every `checkpoint_minutes`), `best.pt` (with
/// patience), `metrics.jsonl` and a TensorBoard event file into the folder, if there is one. Throws
/// `Error` where the folder holds a run and `resume` is not set, where there is nothing to resume,
/// and where the checkpoint belongs to other options.
TrainReport train(Objective& objective, const TrainerOptions& options, Observer& observer);

}  // namespace antifaz
