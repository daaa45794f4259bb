#include "models/autoencoders/gondara.hpp"

#include <torch/nn/modules/activation.h>
#include <torch/nn/modules/container/sequential.h>
#include <torch/nn/modules/pooling.h>
#include <torch/nn/modules/upsampling.h>
#include <torch/types.h>

#include "models/conv_blocks.hpp"
#include "src/core/error.hpp"

namespace antifaz {

namespace nn = torch::nn;

namespace {

/// The extents of the code of images of this shape.
std::vector<int64_t> code_map(const std::vector<int64_t>& shape, int64_t channels) {
  if (shape.size() != 3)
    throw Error("this network needs images; vectors take a fully connected one");
  if (shape[1] % 4 != 0 || shape[2] % 4 != 0) {
    throw Error("this network halves images twice: their sides must be multiples of 4, not " +
                std::to_string(shape[1]) + "x" + std::to_string(shape[2]));
  }
  if (channels < 1) throw Error("a convolution needs at least one channel");
  return {channels, shape[1] / 4, shape[2] / 4};
}

int64_t size_of(const std::vector<int64_t>& map) { return map[0] * map[1] * map[2]; }

}  // namespace

GondaraAutoencoder::GondaraAutoencoder(std::vector<int64_t> shape, int64_t channels)
    : Autoencoder(shape, size_of(code_map(shape, channels)), Likelihood::kGaussian),
      map_(code_map(shape, channels)) {
  const int colours = static_cast<int>(shape[0]), wide = static_cast<int>(channels);
  const auto doubled =
      nn::UpsampleOptions().scale_factor(std::vector<double>{2, 2}).mode(torch::kNearest);
  centring_ = register_module("centring", std::make_shared<Centring>(shape, likelihood()));
  down_ =
      register_module("down", nn::Sequential(conv3x3(colours, wide), nn::ReLU(), nn::MaxPool2d(2),
                                             conv3x3(wide, wide), nn::ReLU(), nn::MaxPool2d(2)));
  up_ = register_module("up", nn::Sequential(conv3x3(wide, wide), nn::ReLU(), nn::Upsample(doubled),
                                             conv3x3(wide, wide), nn::ReLU(), nn::Upsample(doubled),
                                             conv3x3(wide, colours)));
}

torch::Tensor GondaraAutoencoder::encode(const torch::Tensor& examples) {
  check_examples(examples);
  return down_->forward(centring_->to_network(examples)).flatten(1);
}

torch::Tensor GondaraAutoencoder::decode(const torch::Tensor& codes) {
  check_codes(codes, code_size());
  return centring_->to_examples(up_->forward(codes.view({-1, map_[0], map_[1], map_[2]})));
}

void GondaraAutoencoder::centre(const torch::Tensor& examples) { centring_->learn(examples); }

}  // namespace antifaz
