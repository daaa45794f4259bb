#include "models/semi_adversarial/san2018_frame.hpp"

#include <torch/nn/functional/vision.h>
#include <torch/types.h>

#include "models/semi_adversarial/san2018.hpp"

namespace antifaz {
namespace {

namespace F = torch::nn::functional;

/// Samples `images` at scale * p + down for every point p of a `side` square, in units of half a
/// side.
at::Tensor sample(const at::Tensor& images, double scale, double down, int64_t side,
                  F::GridSampleFuncOptions::padding_mode_t beyond) {
  at::Tensor map = torch::zeros({1, 2, 3}, images.options().dtype(torch::kFloat32));
  map[0][0][0] = scale;
  map[0][1][1] = scale;
  map[0][1][2] = down;
  const at::Tensor grid = F::affine_grid(map.expand({images.size(0), 2, 3}),
                                         {images.size(0), images.size(1), side, side},
                                         /*align_corners=*/false);
  return F::grid_sample(
      images, grid,
      F::GridSampleFuncOptions().mode(torch::kBilinear).padding_mode(beyond).align_corners(false));
}

}  // namespace

at::Tensor to_frame(const at::Tensor& chips, const San2018Frame& frame) {
  return sample(chips, 1 / frame.zoom, 2 * frame.down / kChipSize, San2018Impl::kSide,
                torch::kBorder);
}

at::Tensor from_frame(const at::Tensor& images, const San2018Frame& frame) {
  // An average of 2x2 first: every second pixel alone would be noise.
  const at::Tensor soft = torch::avg_pool2d(images, 2);
  return sample(soft, frame.zoom, -2 * frame.down * frame.zoom / kChipSize, kChipSize,
                torch::kZeros);
}

}  // namespace antifaz
