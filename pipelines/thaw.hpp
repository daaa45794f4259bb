#pragma once

#include <torch/nn/module.h>

namespace antifaz {

/// Undoes `freeze` (models/weights.hpp): the network can learn again.
inline void thaw(torch::nn::Module& net) {
  net.train();
  for (torch::Tensor& p : net.parameters()) p.set_requires_grad(true);
}

}  // namespace antifaz
