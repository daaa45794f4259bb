#include "models/autoencoders/gondara.hpp"

#include <torch/torch.h>

#include "models/conv_blocks.hpp"
#include "src/core/error.hpp"

namespace antifaz {

namespace nn = torch::nn;

GondaraAutoencoder::GondaraAutoencoder(int64_t height, int64_t width, int64_t channels)
    : Autoencoder({1, height, width}, channels * (height / 4) * (width / 4), Likelihood::kGaussian),
      map_{channels, height / 4, width / 4} {
  if (height % 4 != 0 || width % 4 != 0) {
    throw Error("this network halves images twice: their sides must be multiples of 4, not " +
                std::to_string(height) + "x" + std::to_string(width));
  }
  const int wide = static_cast<int>(channels);
  const auto doubled =
      nn::UpsampleOptions().scale_factor(std::vector<double>{2, 2}).mode(torch::kNearest);
  down_ =
      register_module("down", nn::Sequential(conv3x3(1, wide), nn::ReLU(), nn::MaxPool2d(2),
                                             conv3x3(wide, wide), nn::ReLU(), nn::MaxPool2d(2)));
  up_ = register_module("up", nn::Sequential(conv3x3(wide, wide), nn::ReLU(), nn::Upsample(doubled),
                                             conv3x3(wide, wide), nn::ReLU(), nn::Upsample(doubled),
                                             conv3x3(wide, 1)));
}

torch::Tensor GondaraAutoencoder::encode(const torch::Tensor& examples) {
  check_examples(examples);
  return down_->forward(examples).flatten(1);
}

torch::Tensor GondaraAutoencoder::decode(const torch::Tensor& codes) {
  check_codes(codes, code_size());
  return up_->forward(codes.view({-1, map_[0], map_[1], map_[2]}));
}

}  // namespace antifaz
