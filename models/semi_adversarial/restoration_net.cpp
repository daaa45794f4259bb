#include "models/semi_adversarial/restoration_net.hpp"

#include <torch/nn/functional/upsampling.h>
#include <torch/nn/init.h>
#include <torch/nn/modules/container/sequential.h>
#include <torch/types.h>

#include "models/conv_blocks.hpp"

namespace antifaz {
namespace {

namespace nn = torch::nn;
namespace F = torch::nn::functional;

torch::Tensor twice_as_large(const torch::Tensor& x) {
  return F::interpolate(x, F::InterpolateFuncOptions()
                               .scale_factor(std::vector<double>{2, 2})
                               .mode(torch::kBilinear)
                               .align_corners(false));
}

}  // namespace

RestorationNetImpl::RestorationNetImpl(int width)
    : down1_(register_module("down1", conv_norm_relu(3, width, 3, 2))),
      down2_(register_module("down2", conv_norm_relu(width, 2 * width, 3, 2))),
      down3_(register_module("down3", nn::Sequential(NormResidualBlock(2 * width, 3 * width, 2),
                                                     NormResidualBlock(3 * width, 3 * width, 1)))),
      up2_(register_module("up2", conv_norm_relu(5 * width, 2 * width))),
      up1_(register_module("up1", conv_norm_relu(3 * width, width))),
      change_(register_module("change", conv3x3(width + 3, 3))) {
  nn::init::zeros_(change_->weight);
  nn::init::zeros_(change_->bias);
}

torch::Tensor RestorationNetImpl::forward(const torch::Tensor& faces) {
  const torch::Tensor half = down1_->forward(faces - 0.5);
  const torch::Tensor quarter = down2_->forward(half);
  const torch::Tensor eighth = down3_->forward(quarter);
  const torch::Tensor at_quarter = up2_->forward(torch::cat({twice_as_large(eighth), quarter}, 1));
  const torch::Tensor at_half = up1_->forward(torch::cat({twice_as_large(at_quarter), half}, 1));
  return faces + change_(torch::cat({twice_as_large(at_half), faces - 0.5}, 1));
}

}  // namespace antifaz
