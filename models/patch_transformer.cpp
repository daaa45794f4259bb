#include "models/patch_transformer.hpp"

#include <torch/nn/module.h>
#include <torch/nn/modules/container/modulelist.h>
#include <torch/nn/modules/conv.h>
#include <torch/nn/modules/linear.h>
#include <torch/nn/modules/normalization.h>
#include <torch/types.h>

#include <cmath>

namespace antifaz {
namespace {

namespace nn = torch::nn;

constexpr int kPatch = 4, kLayers = 3, kHeads = 4;

/// x + attention(norm(x)), then x + mlp(norm(x)): pre-norm, which trains without a long warm-up.
class EncoderLayer : public nn::Module {
 public:
  explicit EncoderLayer(int channels)
      : norm1_(register_module("norm1", nn::LayerNorm(nn::LayerNormOptions({channels})))),
        norm2_(register_module("norm2", nn::LayerNorm(nn::LayerNormOptions({channels})))),
        qkv_(register_module("qkv", nn::Linear(channels, 3 * channels))),
        mix_(register_module("mix", nn::Linear(channels, channels))),
        widen_(register_module("widen", nn::Linear(channels, 2 * channels))),
        narrow_(register_module("narrow", nn::Linear(2 * channels, channels))) {}

  /// [N, patches, channels]
  torch::Tensor forward(torch::Tensor x) {
    const int64_t n = x.size(0), patches = x.size(1), channels = x.size(2);
    const auto heads = qkv_(norm1_(x))
                           .view({n, patches, 3, kHeads, channels / kHeads})
                           .permute({2, 0, 3, 1, 4})
                           .unbind(0);
    const double scale = 1 / std::sqrt(static_cast<double>(channels / kHeads));
    const torch::Tensor weights =
        torch::softmax(torch::matmul(heads[0], heads[1].transpose(2, 3)) * scale, 3);
    x = x + mix_(torch::matmul(weights, heads[2]).transpose(1, 2).reshape({n, patches, channels}));
    return x + narrow_(torch::gelu(widen_(norm2_(x))));
  }

 private:
  nn::LayerNorm norm1_, norm2_;
  nn::Linear qkv_, mix_, widen_, narrow_;
};

}  // namespace

PatchTransformerImpl::PatchTransformerImpl(int in, int channels, int size)
    : patches_(register_module("patches",
                               nn::Conv2d(nn::Conv2dOptions(in, channels, kPatch).stride(kPatch)))),
      places_(register_parameter(
          "places", 0.02 * torch::randn({(size / kPatch) * (size / kPatch), channels}))),
      layers_(register_module("layers", nn::ModuleList())) {
  TORCH_CHECK(channels % kHeads == 0 && size % kPatch == 0, "must be divisible by 4");
  for (int i = 0; i < kLayers; ++i) layers_->push_back(std::make_shared<EncoderLayer>(channels));
}

torch::Tensor PatchTransformerImpl::forward(const torch::Tensor& x) {
  const torch::Tensor map = patches_(x);
  torch::Tensor tokens = map.flatten(2).transpose(1, 2) + places_;
  for (const auto& layer : *layers_) tokens = layer->as<EncoderLayer>()->forward(tokens);
  return tokens.transpose(1, 2).reshape_as(map);
}

}  // namespace antifaz
