#pragma once

#include <torch/nn/modules/container/sequential.h>
#include <torch/nn/modules/conv.h>

namespace antifaz {

/// Convolution (3x3 unless told, padded to keep the size, no bias) + batch norm + ReLU.
torch::nn::Sequential conv_norm_relu(int in, int out, int kernel = 3, int stride = 1,
                                     int groups = 1);

/// 3x3 convolution with bias, padded to keep the size.
torch::nn::Conv2d conv3x3(int in, int out, int stride = 1);

/// x + conv(lrelu(conv(x))): the pre-activation residual block without norm that image generators
/// use (EDSR, Lim et al. 2017).
class ResidualBlockImpl : public torch::nn::Module {
 public:
  explicit ResidualBlockImpl(int channels);
  torch::Tensor forward(const torch::Tensor& x);

 private:
  torch::nn::Conv2d first_, second_;
};
TORCH_MODULE(ResidualBlock);

/// Basic residual block with batch norm (He et al. 2016).
class NormResidualBlockImpl : public torch::nn::Module {
 public:
  NormResidualBlockImpl(int in, int out, int stride);
  torch::Tensor forward(const torch::Tensor& x);

 private:
  int stride_;
  torch::nn::Sequential first_, second_, shortcut_;
};
TORCH_MODULE(NormResidualBlock);

}  // namespace antifaz
