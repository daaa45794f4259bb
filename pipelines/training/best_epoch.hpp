#pragma once

#include <torch/nn/module.h>

#include <filesystem>
#include <optional>
#include <vector>

namespace antifaz {

/// A module's tensors after the epoch with the smallest validation error so far: what early
/// stopping goes back to. With a file they outlive the process, so a resumed run stops where an
/// uninterrupted one does.
class BestEpoch {
 public:
  /// Takes up what the file holds, if it is there; an empty path keeps all in memory. `module` says
  /// what the tensors are like. Throws `Error` for a damaged file.
  BestEpoch(const torch::nn::Module& module, std::filesystem::path file);

  /// Tells of an epoch (counted from 1) and keeps the module's tensors where it is the best one. An
  /// epoch repeated after a kill is told again.
  void offer(const torch::nn::Module& module, double error, std::int64_t epoch);
  /// Epochs by which `epoch` is later than the best one; 0 before the first.
  std::int64_t epochs_since(std::int64_t epoch) const;
  /// Puts the best tensors back. Does nothing before the first epoch.
  void restore(torch::nn::Module& module) const;

 private:
  void save() const;
  void load(const torch::nn::Module& module);

  std::filesystem::path file_;
  std::vector<torch::Tensor> tensors_;  ///< parameters, then buffers
  double error_ = 0;
  std::int64_t epoch_ = 0;  ///< 0: none yet
};

}  // namespace antifaz
