#include "models/autoencoders/generative/wasserstein.hpp"

#include <torch/types.h>
#include <torch/utils.h>

#include "models/autoencoders/kept/centring.hpp"

namespace antifaz {
namespace {

constexpr double kScales[] = {0.1, 0.2, 0.5, 1, 2, 5, 10};

/// Squared distances of all rows of both, [N, M].
torch::Tensor squared_distances(const torch::Tensor& a, const torch::Tensor& b) {
  const torch::Tensor lengths = a.square().sum(1).unsqueeze(1) + b.square().sum(1).unsqueeze(0);
  return (lengths - 2 * a.mm(b.t())).clamp_min(0);
}

torch::Tensor kernel(const torch::Tensor& a, const torch::Tensor& b) {
  const torch::Tensor distances = squared_distances(a, b);
  const double expected = 2 * static_cast<double>(a.size(1));  // of two draws from the prior
  torch::Tensor sum = torch::zeros_like(distances);
  for (const double scale : kScales) sum = sum + scale * expected / (scale * expected + distances);
  return sum;
}

}  // namespace

WassersteinAutoencoder::WassersteinAutoencoder(std::shared_ptr<Autoencoder> inner, double weight)
    : WrappedAutoencoder(std::move(inner)),
      weight_(weight),
      variance_(register_buffer("variance", torch::ones({1}))) {}

torch::Tensor WassersteinAutoencoder::discrepancy(const torch::Tensor& codes,
                                                  const torch::Tensor& drawn) {
  const int64_t n = codes.size(0);
  if (n < 2) return torch::zeros({}, codes.options());
  const torch::Tensor within = kernel(codes, codes) + kernel(drawn, drawn);
  const double pairs = static_cast<double>(n) * static_cast<double>(n - 1);
  return (within.sum() - within.trace()) / pairs - 2 * kernel(codes, drawn).mean();
}

Reconstruction WassersteinAutoencoder::forward(const torch::Tensor& examples) {
  const torch::Tensor code = encode(examples);
  const torch::Tensor apart = discrepancy(code, torch::randn_like(code));
  return {decode(code), code, weight_ * variance_.squeeze() * apart};
}

void WassersteinAutoencoder::centre(const torch::Tensor& examples) {
  const double scale = centre_of(examples).scale;
  const torch::NoGradGuard no_grad;
  variance_.fill_(scale * scale);
  WrappedAutoencoder::centre(examples);
}

torch::Tensor WassersteinAutoencoder::sample(int64_t n) {
  return decode(torch::randn({n, code_size()}, variance_.options()));
}

}  // namespace antifaz
