#pragma once

#include <torch/nn/module.h>
#include <torch/types.h>

#include <vector>

namespace antifaz::testing {

/// Parameters, then buffers, as they are now.
inline std::vector<torch::Tensor> copies(const torch::nn::Module& module) {
  std::vector<torch::Tensor> all;
  for (const torch::Tensor& p : module.parameters()) all.push_back(p.detach().clone());
  for (const torch::Tensor& b : module.buffers()) all.push_back(b.detach().clone());
  return all;
}

inline bool all_equal(const std::vector<torch::Tensor>& a, const std::vector<torch::Tensor>& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (!torch::equal(a[i], b[i])) return false;
  }
  return true;
}

}  // namespace antifaz::testing
