#include "models/mean_weights.hpp"

#include <torch/types.h>
#include <torch/utils.h>

#include <algorithm>
#include <vector>

#include "models/safetensors.hpp"
#include "models/weights.hpp"

namespace antifaz {
namespace {

constexpr double kSettledMean = 1e4;  // steps after which the running mean has its full length

}  // namespace

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

MeanWeights::MeanWeights(const std::string& name, std::shared_ptr<torch::nn::Module> net,
                         std::shared_ptr<torch::nn::Module> mean, torch::Device device)
    : net_(std::move(net)),
      mean_(std::move(mean)),
      state_(std::make_shared<torch::nn::Module>(name)) {
  state_->register_module("net", net_);
  state_->register_module("mean", mean_);
  steps_ = state_->register_buffer("steps", torch::zeros({1}));
  mean_->eval();
  net_->to(device);
  mean_->to(device);
}

void MeanWeights::follow(double decay) {
  follow_weights(*mean_, *net_, decay, steps());
  steps_ += 1;
}

void MeanWeights::begin_with(const std::filesystem::path& weights,
                             const std::string& architecture) {
  const TensorFile contents = read_safetensors(weights);
  expect_architecture(contents, architecture, weights);
  load_weights(*net_, contents, weights);
  load_weights(*mean_, contents, weights);
  steps_.fill_(kSettledMean);
}

}  // namespace antifaz
