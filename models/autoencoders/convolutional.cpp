#include "models/autoencoders/convolutional.hpp"

#include <torch/nn/modules/activation.h>
#include <torch/nn/modules/container/sequential.h>
#include <torch/nn/modules/conv.h>
#include <torch/nn/modules/linear.h>
#include <torch/nn/modules/upsampling.h>
#include <torch/types.h>

#include "models/conv_blocks.hpp"
#include "src/core/error.hpp"

namespace antifaz {
namespace {

namespace nn = torch::nn;

nn::LeakyReLU rectifier() { return nn::LeakyReLU(nn::LeakyReLUOptions().negative_slope(0.1)); }

void append_doubling(nn::Sequential& net, Upsampling upsampling, int in, int out) {
  if (upsampling == Upsampling::kTransposed) {
    net->push_back(
        nn::ConvTranspose2d(nn::ConvTranspose2dOptions(in, out, 4).stride(2).padding(1)));
  } else {
    net->push_back(nn::Upsample(
        nn::UpsampleOptions().scale_factor(std::vector<double>{2, 2}).mode(torch::kNearest)));
    net->push_back(conv3x3(in, out));
  }
}

}  // namespace

ConvolutionalAutoencoder::ConvolutionalAutoencoder(std::vector<int64_t> shape, int64_t code,
                                                   Likelihood likelihood,
                                                   const ConvolutionalOptions& options)
    : Autoencoder(std::move(shape), code, likelihood), dropout_(options.dropout) {
  if (this->shape().size() != 3) {
    throw Error("a convolutional autoencoder needs images; vectors take a fully connected one");
  }
  const std::vector<int64_t>& widths = options.widths;
  if (widths.empty()) throw Error("a convolutional autoencoder needs at least one stage");
  const int64_t stride = int64_t{1} << widths.size();
  const int64_t height = this->shape()[1], width = this->shape()[2];
  if (height % stride != 0 || width % stride != 0) {
    throw Error("images of " + std::to_string(width) + "x" + std::to_string(height) +
                " can't be halved " + std::to_string(widths.size()) +
                " times; their sides must be divisible by " + std::to_string(stride));
  }
  map_ = {widths.back(), height / stride, width / stride};

  int in = static_cast<int>(this->shape()[0]);
  for (const int64_t out : widths) {
    if (out < 1) throw Error("a stage needs at least one channel");
    down_->push_back(conv3x3(in, static_cast<int>(out), 2));
    down_->push_back(rectifier());
    in = static_cast<int>(out);
  }
  for (std::size_t k = widths.size(); k-- > 0;) {
    const auto out = static_cast<int>(k > 0 ? widths[k - 1] : this->shape()[0]);
    append_doubling(up_, options.upsampling, static_cast<int>(widths[k]), out);
    if (k > 0) up_->push_back(rectifier());
  }
  const int64_t features = map_[0] * map_[1] * map_[2];
  centring_ = register_module("centring", std::make_shared<Centring>(this->shape(), likelihood));
  register_module("down", down_);
  register_module("up", up_);
  to_code_ = register_module(
      "to_code",
      nn::Linear(features, options.encoder_outputs > 0 ? options.encoder_outputs : code));
  from_code_ = register_module("from_code", nn::Linear(code, features));
}

torch::Tensor ConvolutionalAutoencoder::encode(const torch::Tensor& examples) {
  check_examples(examples);
  const torch::Tensor seen =
      centring_->to_network(examples).contiguous(at::MemoryFormat::ChannelsLast);
  const torch::Tensor map = down_->forward(seen).contiguous();
  return to_code_(torch::dropout(map.flatten(1), dropout_, is_training()));
}

torch::Tensor ConvolutionalAutoencoder::decode(const torch::Tensor& codes) {
  check_codes(codes, code_size());
  const torch::Tensor features =
      torch::dropout(torch::leaky_relu(from_code_(codes), 0.1), dropout_, is_training());
  const torch::Tensor map = features.view({codes.size(0), map_[0], map_[1], map_[2]});
  return centring_->to_examples(
      up_->forward(map.contiguous(at::MemoryFormat::ChannelsLast)).contiguous());
}

void ConvolutionalAutoencoder::centre(const torch::Tensor& examples) { centring_->learn(examples); }

}  // namespace antifaz
