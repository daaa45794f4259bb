#pragma once

#include <torch/nn/modules/batchnorm.h>
#include <torch/nn/modules/container/sequential.h>
#include <torch/nn/modules/conv.h>

#include "models/semi_adversarial/embedding_net.hpp"

namespace antifaz {

/// MobileFaceNet (Chen et al. 2018) in the ReLU6 form whose public weights (foamliu/MobileFaceNet)
/// it loads name by name: 112x112 -> 128.
class MobileFaceNet : public EmbeddingNet {
 public:
  static constexpr char kArchitecture[] = "MobileFaceNet 112x112 -> 128";

  MobileFaceNet();
  Output describe(const torch::Tensor& chips) override;

 private:
  torch::nn::Sequential conv1_, features_, conv2_;
  std::shared_ptr<torch::nn::Module> dw_conv_, gdconv_;
  torch::nn::Conv2d conv3_{nullptr};
  torch::nn::BatchNorm2d bn_{nullptr};
};

}  // namespace antifaz
