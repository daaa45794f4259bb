#pragma once

#include <torch/nn/module.h>
#include <torch/optim/optimizer.h>

#include <filesystem>
#include <string>

namespace antifaz {

/// A training run's whole state between two steps: the module's and the optimizer's tensors, the
/// step, and a fingerprint of the options that the run can't do without.
struct Checkpoint {
  std::filesystem::path file;

  bool exists() const { return std::filesystem::exists(file); }
  /// Atomic: a kill while saving leaves the previous checkpoint.
  void save(const torch::nn::Module& module, const torch::optim::Optimizer& optimizer,
            std::int64_t step, const std::string& fingerprint) const;
  /// Returns the step. Throws `Error` where the file is damaged or its fingerprint is another.
  std::int64_t load(torch::nn::Module& module, torch::optim::Optimizer& optimizer,
                    const std::string& fingerprint) const;
};

}  // namespace antifaz
