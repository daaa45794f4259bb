#include "models/semi_adversarial/which_are_men.hpp"

#include <torch/types.h>

#include "src/core/error.hpp"
#include "src/core/labels.hpp"

namespace antifaz {

at::Tensor which_are_men(const at::Tensor& labels) {
  const torch::Tensor men = labels == static_cast<int64_t>(Gender::kMale);
  const auto count = men.sum().item<int64_t>();
  if (count == 0 || count == labels.size(0)) {
    throw Error("needs faces labelled female and male to find what embeddings say of gender");
  }
  return men;
}

}  // namespace antifaz
