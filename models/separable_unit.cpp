#include "models/separable_unit.hpp"

#include <torch/types.h>
#include <torch/utils.h>

namespace antifaz {

namespace nn = torch::nn;

std::pair<torch::Tensor, torch::Tensor> folded(const torch::Tensor& weight,
                                               const nn::BatchNorm2d& norm) {
  const torch::Tensor scale = norm->weight / torch::sqrt(norm->running_var + norm->options.eps());
  return {weight * scale.view({-1, 1, 1, 1}), norm->bias - norm->running_mean * scale};
}

SeparableUnitImpl::SeparableUnitImpl(int in, int out, int stride, bool residual)
    : residual_(residual),
      depth_(register_module(
          "depth",
          nn::Conv2d(
              nn::Conv2dOptions(in, in, 3).stride(stride).padding(1).groups(in).bias(false)))),
      point_(register_module("point", nn::Conv2d(nn::Conv2dOptions(in, out, 1).bias(false)))),
      norm_(register_module("norm", nn::BatchNorm2d(out))) {}

torch::Tensor SeparableUnitImpl::forward(const torch::Tensor& x) {
  torch::Tensor y = depth_(x);
  y = folded_weight_.defined() ? torch::conv2d(y, folded_weight_, folded_bias_) : norm_(point_(y));
  if (residual_) y = y + x;
  return torch::relu_(y);
}

void SeparableUnitImpl::fold() {
  std::tie(folded_weight_, folded_bias_) = folded(point_->weight, norm_);
  folded_weight_ = folded_weight_.contiguous(at::MemoryFormat::ChannelsLast);
}

}  // namespace antifaz
