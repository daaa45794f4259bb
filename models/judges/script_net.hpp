#pragma once

#include <c10/core/Device.h>
#include <torch/csrc/jit/api/module.h>
#include <torch/types.h>

#include <filesystem>

#include "src/face/dnn_description.hpp"

namespace antifaz {

/// A network by others as TorchScript, with how to feed it: a ".pt" file that carries
/// a card (`described_by_card`), or a JSON description of one (docs/black-boxes.md).
///
/// TorchScript is a program: load none from somebody whom you would not let run one.
class ScriptNet {
 public:
  /// Throws `Error` where the file is missing or no TorchScript, or nothing says how to feed it.
  explicit ScriptNet(const std::filesystem::path& file);

  const DnnDescription& description() const { return description_; }
  void to(c10::Device device);

  /// The network's input as it is cut from aligned chips [N, 3, C, C] RGB in [0, 1]: RGB in [0, 1],
  /// [N, 3, height, width]. Differentiable; what lies beyond the chip is its edge, replicated. A
  /// box with a margin is where a detector's box usually lies in a chip.
  torch::Tensor cut(const torch::Tensor& chips) const;
  /// Its output [N, d] (or [N]) for such an input, differentiable.
  torch::Tensor operator()(const torch::Tensor& input);
  /// The logit of "male" [N] in such an output.
  torch::Tensor logit(const torch::Tensor& output) const;

 private:
  DnnDescription description_;
  torch::jit::Module module_;
  torch::Tensor mean_, scale_;                     ///< [1, channels, 1, 1], in units of 1
  double left_ = 0, top_ = 0, chip_to_input_ = 1;  ///< the crop's corner and scale in a chip
};

}  // namespace antifaz
