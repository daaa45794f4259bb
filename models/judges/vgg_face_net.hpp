#pragma once

#include <torch/nn/modules/container/sequential.h>

#include "models/judges/embedding_net.hpp"

namespace antifaz {

/// Network III of the 2018 paper: the VGG-Face descriptor (Parkhi, Vedaldi, Zisserman 2015), VGG-16
/// with 2,622 outputs, here with one grey input channel of 224x224. 145 million parameters; no
/// weights of it are shipped. `Output::map` is what the last pooling leaves, [N, 512, 7, 7].
class VggFaceNet : public EmbeddingNet {
 public:
  static constexpr char kArchitecture[] = "VGG-Face grey 224x224 -> 2622";

  VggFaceNet();
  Output describe(const torch::Tensor& chips) override;

 private:
  torch::nn::Sequential features_, classifier_;
};

}  // namespace antifaz
