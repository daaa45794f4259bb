#include "models/codes/traversal.hpp"

#include <torch/utils.h>

#include <algorithm>

#include "models/autoencoders/apply.hpp"

namespace antifaz {

std::vector<Traversal> traversals_of(Autoencoder& model, const at::Tensor& codes,
                                     std::int64_t steps, double span, std::size_t most) {
  const torch::NoGradGuard no_grad;
  const at::Tensor mean = codes.mean(0), deviation = codes.std(0, /*unbiased=*/false);
  std::vector<Traversal> all;
  for (std::int64_t number = 0; number < codes.size(1); ++number) {
    at::Tensor walk = mean.repeat({steps, 1});
    walk.select(1, number) += torch::linspace(-span, span, steps) * deviation[number];
    Traversal one{number, 0, decode_all(model, walk)};
    one.effect = (one.images[steps - 1] - one.images[0]).square().mean().sqrt().item<double>();
    all.push_back(std::move(one));
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Traversal& a, const Traversal& b) { return a.effect > b.effect; });
  if (all.size() > most) all.resize(most);
  return all;
}

}  // namespace antifaz
