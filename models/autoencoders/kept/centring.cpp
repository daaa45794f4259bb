#include "models/autoencoders/kept/centring.hpp"

#include <torch/types.h>
#include <torch/utils.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "models/autoencoders/apply.hpp"

namespace antifaz {
namespace {

constexpr int64_t kAtOnce = 256;      // examples: no copy of all in floating point
constexpr double kAlike = 1e-6;       // a spread that is none
constexpr double kSurestMean = 0.01;  // of a probability: the log odds of 0 have no end
constexpr char kModule[] = "centring";

bool is_of_centring(const std::string& tensor) {
  return tensor.find(std::string(kModule) + ".") != std::string::npos;
}

}  // namespace

Centre centre_of(const torch::Tensor& examples) {
  TORCH_CHECK(examples.size(0) > 0, "no examples have no mean");
  const torch::NoGradGuard no_grad;
  Centre centre{torch::zeros(examples.sizes().slice(1), torch::kDouble), 1};
  for (const torch::Tensor& some : examples.split(kAtOnce)) {
    centre.mean += as_floats(some).sum(0, /*keepdim=*/false, torch::kDouble).cpu();
  }
  centre.mean /= examples.size(0);
  double squares = 0;
  for (const torch::Tensor& some : examples.split(kAtOnce)) {
    squares += (as_floats(some).cpu() - centre.mean).square().sum().item<double>();
  }
  const double deviation = std::sqrt(squares / static_cast<double>(examples.numel()));
  if (deviation > kAlike) centre.scale = deviation;
  return centre;
}

Centring::Centring(std::vector<int64_t> shape, Likelihood likelihood)
    : Module(kModule),
      mean_(register_buffer("mean", torch::zeros(shape))),
      scale_(register_buffer("scale", torch::ones({1}))) {
  if (likelihood == Likelihood::kBernoulli) {
    log_odds_ = register_buffer("log_odds", torch::zeros(shape));
  }
}

void Centring::learn(const torch::Tensor& examples) {
  const torch::NoGradGuard no_grad;
  const Centre centre = centre_of(examples);
  mean_.copy_(centre.mean);
  scale_.fill_(centre.scale);
  if (log_odds_.defined()) log_odds_.copy_(torch::logit(centre.mean, kSurestMean));
}

torch::Tensor Centring::to_network(const torch::Tensor& examples) const {
  return (examples - mean_) / scale_;
}

torch::Tensor Centring::to_examples(const torch::Tensor& last) const {
  if (log_odds_.defined()) return torch::sigmoid(last + log_odds_);
  return last * scale_ + mean_;
}

void accept_uncentred(const torch::nn::Module& model, TensorFile& contents) {
  const bool centred = std::any_of(contents.tensors.begin(), contents.tensors.end(),
                                   [](const auto& tensor) { return is_of_centring(tensor.first); });
  if (centred) return;
  for (const auto& buffer : model.named_buffers()) {
    if (is_of_centring(buffer.key())) contents.tensors[buffer.key()] = buffer.value().clone();
  }
}

}  // namespace antifaz
