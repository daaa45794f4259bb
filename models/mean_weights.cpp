#include "models/mean_weights.hpp"

#include <torch/types.h>
#include <torch/utils.h>

#include <algorithm>
#include <vector>

namespace antifaz {

void follow_weights(torch::nn::Module& mean, const torch::nn::Module& net, double decay,
                    double steps) {
  const torch::NoGradGuard no_grad;
  const double keep = std::min(decay, steps / (9 + steps));
  const auto follow = [keep](const std::vector<torch::Tensor>& means,
                             const std::vector<torch::Tensor>& values) {
    for (std::size_t i = 0; i < means.size(); ++i) {
      if (means[i].is_floating_point()) {
        torch::Tensor(means[i]).lerp_(values[i], 1 - keep);
      } else {
        torch::Tensor(means[i]).copy_(values[i]);
      }
    }
  };
  follow(mean.parameters(), net.parameters());
  follow(mean.buffers(), net.buffers());
}

}  // namespace antifaz
