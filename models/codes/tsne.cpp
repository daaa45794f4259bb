#include "models/codes/tsne.hpp"

#include <torch/types.h>
#include <torch/utils.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "models/autoencoders/pca.hpp"
#include "src/core/error.hpp"

namespace antifaz {
namespace {

constexpr double kExaggeration = 12, kLeastAffinity = 1e-12, kLeastGain = 0.01;
constexpr double kFirstSpread = 1e-4;  // deviation of the places to begin with
constexpr int kBisections = 60;

/// Squared distances of all pairs of rows, [N, N].
torch::Tensor squared_distances(const torch::Tensor& rows) {
  const torch::Tensor squares = rows.square().sum(1);
  return (squares.unsqueeze(0) + squares.unsqueeze(1) - 2 * rows.mm(rows.t())).clamp_min_(0);
}

/// How near each pair is, [N, N], sum 1: Gaussians around every code, each as wide as gives its
/// neighbours the perplexity.
torch::Tensor affinities(const torch::Tensor& codes, double perplexity) {
  torch::Tensor far = squared_distances(codes);
  far /= far.mean().clamp_min(1e-30);
  const int64_t n = codes.size(0);
  // From the nearest one on: the sum can't vanish.
  far.fill_diagonal_(INFINITY);
  far -= std::get<0>(far.min(1, /*keepdim=*/true));
  torch::Tensor log_narrow = torch::zeros({n, 1}), low = torch::full({n, 1}, -30.0),
                high = torch::full({n, 1}, 30.0), near;
  for (int i = 0; i < kBisections; ++i) {
    near = torch::exp(-far * log_narrow.exp());
    near /= near.sum(1, /*keepdim=*/true);
    const torch::Tensor entropy = -torch::xlogy(near, near).sum(1, /*keepdim=*/true);
    const torch::Tensor wide = entropy > std::log(perplexity);
    low = torch::where(wide, log_narrow, low);
    high = torch::where(wide, high, log_narrow);
    log_narrow = (low + high) / 2;
  }
  return ((near + near.t()) / static_cast<double>(2 * n)).clamp_min_(kLeastAffinity);
}

torch::Tensor beginning(const torch::Tensor& codes) {
  Pca pca({codes.size(1)}, 2);
  pca.fit(codes);
  const torch::Tensor places = pca.encode(codes);
  return places * (kFirstSpread / places.select(1, 0).std().clamp_min(1e-30));
}

}  // namespace

at::Tensor tsne(const at::Tensor& codes, const TsneOptions& options) {
  const int64_t n = codes.size(0);
  if (n < 4 || codes.size(1) < 2) throw Error("t-SNE needs four codes of two numbers at least");
  if (n > kMostTsneCodes) {
    throw Error("t-SNE compares every pair: " + std::to_string(kMostTsneCodes) +
                " codes at most, not " + std::to_string(n));
  }
  const torch::NoGradGuard no_grad;
  const double perplexity = std::min(options.perplexity, static_cast<double>(n - 1) / 3);
  const torch::Tensor centred = codes - codes.mean(0, /*keepdim=*/true);
  const torch::Tensor near = affinities(centred, perplexity);
  torch::Tensor places = beginning(centred), speed = torch::zeros_like(places),
                gain = torch::ones_like(places);
  const int exaggerated = options.iterations / 3;
  // Belkina et al. 2019; a quarter, for the four of the gradient.
  const double rate = std::max(50.0, static_cast<double>(n) / kExaggeration / 4);
  for (int i = 0; i < options.iterations; ++i) {
    torch::Tensor shown = 1 / (1 + squared_distances(places));
    shown.fill_diagonal_(0);
    const double attraction = i < exaggerated ? kExaggeration : 1;
    const torch::Tensor pull = (attraction * near - shown / shown.sum()).mul_(shown);
    const torch::Tensor slope = 4 * (pull.sum(1, /*keepdim=*/true) * places - pull.mm(places));
    const torch::Tensor turned = (slope * speed) > 0;  // it goes uphill
    gain = torch::where(turned, gain * 0.8, gain + 0.2).clamp_min_(kLeastGain);
    speed = (i < exaggerated ? 0.5 : 0.8) * speed - rate * gain * slope;
    places = places + speed;
    places -= places.mean(0, /*keepdim=*/true);
  }
  return places;
}

}  // namespace antifaz
