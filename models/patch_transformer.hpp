#pragma once

#include <torch/nn/modules/container/modulelist.h>
#include <torch/nn/modules/conv.h>
#include <torch/nn/pimpl.h>

namespace antifaz {

/// A small vision transformer (Dosovitskiy et al. 2021): 4x4 patches, learned places, three
/// pre-norm encoder layers of four heads. [N, in, size, size] -> [N, channels, size / 4, size / 4].
/// `channels` must be divisible by 4, `size` too.
class PatchTransformerImpl : public torch::nn::Module {
 public:
  PatchTransformerImpl(int in, int channels, int size);
  torch::Tensor forward(const torch::Tensor& x);

 private:
  torch::nn::Conv2d patches_;
  torch::Tensor places_;  ///< [patches, channels]
  torch::nn::ModuleList layers_;
};
TORCH_MODULE(PatchTransformer);

}  // namespace antifaz
