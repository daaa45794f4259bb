#include "pipelines/training/augment.hpp"

#include <torch/nn/functional/upsampling.h>
#include <torch/nn/functional/vision.h>
#include <torch/types.h>

#include <cmath>

namespace antifaz {
namespace {

namespace F = torch::nn::functional;

/// Uniform in [-amount, amount], [n].
at::Tensor spread(int64_t n, double amount, const at::TensorOptions& options) {
  return (torch::rand({n}, options) * 2 - 1) * amount;
}

at::Tensor resized(const at::Tensor& images, int64_t side) {
  return F::interpolate(images, F::InterpolateFuncOptions()
                                    .size(std::vector<int64_t>{side, side})
                                    .mode(torch::kBilinear)
                                    .align_corners(false));
}

}  // namespace

at::Tensor augment_geometry(const at::Tensor& images, const AugmentOptions& options) {
  const int64_t n = images.size(0);
  const auto like = images.options();
  const at::Tensor angle = spread(n, options.rotate * M_PI / 180, like);
  const at::Tensor scale = 1 + spread(n, options.zoom, like);
  const at::Tensor mirror =
      options.flip ? 1 - 2 * torch::randint(0, 2, {n}, like) : torch::ones({n}, like);
  const at::Tensor c = scale * torch::cos(angle), s = scale * torch::sin(angle);
  // affine_grid works in [-1, 1]: a shift by a share of the side is twice that.
  const at::Tensor dx = spread(n, 2 * options.shift, like), dy = spread(n, 2 * options.shift, like);
  const at::Tensor matrix =
      torch::stack({c * mirror, -s, dx, s * mirror, c, dy}, 1).view({n, 2, 3});
  const at::Tensor grid = F::affine_grid(matrix, images.sizes(), /*align_corners=*/false);
  return F::grid_sample(
      images, grid, F::GridSampleFuncOptions().padding_mode(torch::kBorder).align_corners(false));
}

at::Tensor augment_look(const at::Tensor& images, const AugmentOptions& options) {
  const int64_t n = images.size(0);
  const auto like = images.options();
  const auto per_image = [&](double amount) { return spread(n, amount, like).view({n, 1, 1, 1}); };

  at::Tensor x = images;
  if (torch::rand({1}).item<double>() < options.coarse) {
    const auto side = static_cast<int64_t>(static_cast<double>(x.size(3)) *
                                           (0.4 + 0.6 * torch::rand({1}).item<double>()));
    x = resized(resized(x, side), images.size(3));
  }
  const at::Tensor grey = x.mean(1, true);
  const at::Tensor faded = (torch::rand({n, 1, 1, 1}, like) > 0.1).to(x.scalar_type());
  x = grey + (x - grey) * (1 + per_image(options.saturation)) * faded;
  x = (x - 0.5) * (1 + per_image(options.contrast)) + 0.5 + per_image(options.brightness);
  x = x + torch::randn(x.sizes(), like) * (torch::rand({n, 1, 1, 1}, like) * options.noise);
  return x.clamp(0, 1);
}

at::Tensor as_programs_cut(const at::Tensor& faces) {
  enum View { kGrey, kSmall, kTight, kViews };
  // Half of the draws are none of these: what a classifier was trained on counts most.
  const int64_t view = torch::randint(0, 2 * kViews, {1}).item<int64_t>();
  const double how = torch::rand({1}).item<double>();
  const int64_t side = faces.size(3);
  const auto part = [&](double share) {
    return static_cast<int64_t>(share * static_cast<double>(side));
  };
  if (view >= kViews) return faces;
  if (view == kGrey) return faces.mean(1, true).expand_as(faces);
  if (view == kSmall) return resized(resized(faces, part(0.375 + 0.125 * how)), side);
  const int64_t kept = part(0.62 + 0.2 * how), left = (side - kept) / 2,
                top = (side - kept) * 2 / 3;
  return resized(faces.slice(2, top, top + kept).slice(3, left, left + kept), side);
}

}  // namespace antifaz
