#include "models/autoencoders/fully_connected.hpp"

#include <torch/nn/modules/linear.h>
#include <torch/types.h>

#include "models/autoencoders/kept/centring.hpp"
#include "src/core/error.hpp"

namespace antifaz {
namespace {

constexpr double kSlope = 0.1;

/// One layer there and back, an autoencoder of its own: greedy pretraining trains it on the codes
/// of the layer before. The first one stands between the examples and the network.
class Layer : public Autoencoder {
 public:
  struct Place {
    bool first = false, last = false;  ///< in the stack
  };
  struct Widths {
    int64_t in, code, encoder_outputs;
  };

  Layer(const Widths& widths, bool tied, Place place, Likelihood likelihood)
      : Autoencoder({widths.in}, widths.code, place.first ? likelihood : Likelihood::kGaussian),
        place_(place),
        up_(register_module("up", torch::nn::Linear(widths.in, widths.encoder_outputs))) {
    if (place.first) {
      centring_ = register_module(
          "centring", std::make_shared<Centring>(std::vector<int64_t>{widths.in}, likelihood));
    }
    if (tied) {
      bias_ = register_parameter("bias", torch::zeros({widths.in}));
    } else {
      down_ = register_module("down", torch::nn::Linear(widths.code, widths.in));
    }
  }

  torch::Tensor encode(const torch::Tensor& x) override {
    const torch::Tensor y = up_(centring_ ? centring_->to_network(x) : x);
    return place_.last ? y : torch::leaky_relu(y, kSlope);
  }

  torch::Tensor decode(const torch::Tensor& code) override {
    const torch::Tensor x =
        bias_.defined() ? torch::linear(code, up_->weight.t(), bias_) : down_(code);
    return centring_ ? centring_->to_examples(x) : torch::leaky_relu(x, kSlope);
  }

  void centre(const torch::Tensor& examples) override {
    if (centring_) centring_->learn(examples);
  }

 private:
  Place place_;
  torch::nn::Linear up_, down_{nullptr};
  torch::Tensor bias_;
  std::shared_ptr<Centring> centring_;
};

}  // namespace

FullyConnectedAutoencoder::FullyConnectedAutoencoder(std::vector<int64_t> shape, int64_t code,
                                                     Likelihood likelihood,
                                                     const FullyConnectedOptions& options)
    : Autoencoder(std::move(shape), code, likelihood),
      encoder_outputs_(options.encoder_outputs > 0 ? options.encoder_outputs : code),
      dropout_(options.dropout) {
  if (options.tied && encoder_outputs_ != code) {
    throw Error(
        "tied weights need a decoder that mirrors the encoder; a variational autoencoder's "
        "does not");
  }
  int64_t in = dimensions();
  for (std::size_t k = 0; k <= options.widths.size(); ++k) {
    const bool last = k == options.widths.size();
    const int64_t out = last ? code : options.widths[k];
    if (out < 1) throw Error("a layer's width must be at least 1");
    const Layer::Widths widths{in, out, last ? encoder_outputs_ : out};
    const auto layer =
        std::make_shared<Layer>(widths, options.tied, Layer::Place{k == 0, last}, likelihood);
    layers_.push_back(register_module("layer" + std::to_string(k), layer));
    in = out;
  }
}

void FullyConnectedAutoencoder::centre(const torch::Tensor& examples) {
  layers_.front()->centre(examples.flatten(1));
}

torch::Tensor FullyConnectedAutoencoder::encode(const torch::Tensor& examples) {
  check_examples(examples);
  torch::Tensor x = examples.flatten(1);
  for (std::size_t k = 0; k < layers_.size(); ++k) {
    if (k > 0) x = torch::dropout(x, dropout_, is_training());
    x = layers_[k]->encode(x);
  }
  return x;
}

torch::Tensor FullyConnectedAutoencoder::decode(const torch::Tensor& codes) {
  check_codes(codes, code_size());
  torch::Tensor x = codes;
  for (std::size_t k = layers_.size(); k-- > 0;) {
    x = layers_[k]->decode(x);
    if (k > 0) x = torch::dropout(x, dropout_, is_training());
  }
  std::vector<int64_t> sizes{codes.size(0)};
  sizes.insert(sizes.end(), shape().begin(), shape().end());
  return x.view(sizes);
}

}  // namespace antifaz
