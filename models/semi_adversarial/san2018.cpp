#include "models/semi_adversarial/san2018.hpp"

#include <torch/nn/modules/activation.h>
#include <torch/nn/modules/container/sequential.h>
#include <torch/nn/modules/conv.h>
#include <torch/nn/modules/pooling.h>
#include <torch/nn/modules/upsampling.h>
#include <torch/types.h>

#include "models/card_numbers.hpp"
#include "models/weights.hpp"

namespace antifaz {
namespace {

namespace nn = torch::nn;

nn::Conv2d conv(int in, int out, int kernel = 3) {
  return nn::Conv2d(nn::Conv2dOptions(in, out, kernel).padding(kernel / 2));
}

nn::LeakyReLU lrelu() { return nn::LeakyReLU(nn::LeakyReLUOptions().negative_slope(0.01)); }

nn::AvgPool2d halve() { return nn::AvgPool2d(nn::AvgPool2dOptions(2)); }

nn::Upsample enlarge() {
  return nn::Upsample(
      nn::UpsampleOptions().scale_factor(std::vector<double>{2, 2}).mode(torch::kNearest));
}

}  // namespace

San2018Impl::San2018Impl()
    : autoencoder(register_module(
          "autoencoder",
          nn::Sequential(conv(4, 8), lrelu(), halve(), conv(8, 12), lrelu(), halve(), conv(12, 256),
                         lrelu(), enlarge(), conv(256, 128), lrelu(), enlarge()))),
      protocombiner(
          register_module("protocombiner", nn::Sequential(conv(131, 1, 1), nn::Sigmoid()))) {}

std::vector<torch::Tensor> San2018Impl::forward(const torch::Tensor& faces,
                                                const torch::Tensor& own,
                                                const std::vector<torch::Tensor>& prototypes) {
  const torch::Tensor features = autoencoder->forward(torch::cat({faces, own}, 1));
  std::vector<torch::Tensor> outputs;
  for (const torch::Tensor& prototype : prototypes) {
    outputs.push_back(protocombiner->forward(torch::cat({features, prototype}, 1)));
  }
  return outputs;
}

San2018 load_san2018(const std::filesystem::path& file) {
  return load_san2018(read_safetensors(file), file);
}

San2018 load_san2018(const TensorFile& contents, const std::filesystem::path& file) {
  expect_architecture(contents, San2018Impl::kArchitecture, file);
  San2018 net;
  load_weights(*net, contents, file);
  freeze(*net);
  return net;
}

San2018Frame san2018_frame(const std::filesystem::path& file) {
  return san2018_frame(read_safetensors(file), file);
}

San2018Frame san2018_frame(const TensorFile& contents, const std::filesystem::path& file) {
  if (!contents.card.count("zoom")) return kPublishedFrame;
  return {card_number(contents, "zoom", 0.1, 10, file),
          card_number(contents, "down", -kChipSize, kChipSize, file)};
}

void save_san2018(const San2018& net, const San2018Frame& frame, Card card,
                  const std::filesystem::path& file) {
  card["architecture"] = San2018Impl::kArchitecture;
  card["zoom"] = std::to_string(frame.zoom);
  card["down"] = std::to_string(frame.down);
  save_weights(*net, card, file);
}

}  // namespace antifaz
