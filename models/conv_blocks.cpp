#include "models/conv_blocks.hpp"

#include <torch/nn/modules/activation.h>
#include <torch/nn/modules/batchnorm.h>
#include <torch/nn/modules/container/sequential.h>
#include <torch/nn/modules/conv.h>
#include <torch/types.h>

namespace antifaz {
namespace nn = torch::nn;

nn::Conv2d conv3x3(int in, int out, int stride) {
  return nn::Conv2d(nn::Conv2dOptions(in, out, 3).stride(stride).padding(1));
}

nn::Sequential conv_norm_relu(int in, int out, int kernel, int stride, int groups) {
  return nn::Sequential(nn::Conv2d(nn::Conv2dOptions(in, out, kernel)
                                       .stride(stride)
                                       .padding(kernel / 2)
                                       .groups(groups)
                                       .bias(false)),
                        nn::BatchNorm2d(out), nn::ReLU(nn::ReLUOptions(true)));
}

ResidualBlockImpl::ResidualBlockImpl(int channels)
    : first_(register_module("first", conv3x3(channels, channels))),
      second_(register_module("second", conv3x3(channels, channels))) {}

torch::Tensor ResidualBlockImpl::forward(const torch::Tensor& x) {
  return x + second_(torch::leaky_relu(first_(x), 0.1));
}

NormResidualBlockImpl::NormResidualBlockImpl(int in, int out, int stride)
    : stride_(stride),
      first_(register_module("first", conv_norm_relu(in, out, 3, stride))),
      second_(register_module(
          "second",
          nn::Sequential(nn::Conv2d(nn::Conv2dOptions(out, out, 3).padding(1).bias(false)),
                         nn::BatchNorm2d(out)))) {
  if (stride != 1 || in != out) {
    shortcut_ = register_module(
        "shortcut", nn::Sequential(nn::Conv2d(nn::Conv2dOptions(in, out, 1).bias(false)),
                                   nn::BatchNorm2d(out)));
  }
}

torch::Tensor NormResidualBlockImpl::forward(const torch::Tensor& x) {
  // Every second pixel, then 1x1: the same as a strided 1x1 convolution, whose gradient oneDNN 2.6
  // computes with writes outside its memory on CPUs without AVX-512 (channels_last, fewer than 8
  // channels).
  const torch::Tensor seen = stride_ == 1 ? x
                                          : x.slice(2, 0, c10::nullopt, stride_)
                                                .slice(3, 0, c10::nullopt, stride_)
                                                .contiguous(x.suggest_memory_format());
  const torch::Tensor straight = shortcut_->is_empty() ? x : shortcut_->forward(seen);
  return torch::relu(second_->forward(first_->forward(x)) + straight);
}

}  // namespace antifaz
