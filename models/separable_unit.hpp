#pragma once

#include <torch/nn/module.h>
#include <torch/nn/modules/batchnorm.h>
#include <torch/nn/modules/conv.h>

#include <utility>

namespace antifaz {

/// 3x3 depthwise then 1x1 convolution, one batch norm, ReLU: the two linear maps without anything
/// between them are YuNet's unit (Wu et al. 2023), in the order that makes a stride cheap.
class SeparableUnitImpl : public torch::nn::Module {
 public:
  /// `residual`: adds its input, which then has `out` channels and keeps its size (stride 1).
  SeparableUnitImpl(int in, int out, int stride = 1, bool residual = false);
  torch::Tensor forward(const torch::Tensor& x);
  /// Puts the batch norm into the 1x1 convolution; from now on it can't learn.
  void fold();

 private:
  bool residual_;
  torch::nn::Conv2d depth_, point_;
  torch::nn::BatchNorm2d norm_;
  torch::Tensor folded_weight_, folded_bias_;  ///< defined once folded
};
TORCH_MODULE(SeparableUnit);

/// Weight and bias of one convolution that does what convolution and batch norm do: `weight` is
/// that of a convolution without bias before `norm`.
std::pair<torch::Tensor, torch::Tensor> folded(const torch::Tensor& weight,
                                               const torch::nn::BatchNorm2d& norm);

}  // namespace antifaz
