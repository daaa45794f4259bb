#include "models/semi_adversarial/san2018_fast.hpp"

#include <torch/nn/functional/upsampling.h>
#include <torch/types.h>
#include <torch/utils.h>

#include "models/semi_adversarial/combine_taps.hpp"

namespace antifaz {
namespace {

namespace F = torch::nn::functional;

constexpr int64_t kFeatures = 128;

at::Tensor parameter(const San2018& net, const std::string& name) {
  return net->named_parameters()[name].detach();
}

at::Tensor laid_out(const at::Tensor& tensor, at::ScalarType type) {
  return tensor.to(type).contiguous(at::MemoryFormat::ChannelsLast);
}

at::Tensor conv_lrelu(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias) {
  at::Tensor y = at::conv2d(x, weight, bias, 1, 1);
  return at::leaky_relu_(y);
}

at::Tensor enlarged(const at::Tensor& x) {
  return F::interpolate(
      x, F::InterpolateFuncOptions().scale_factor(std::vector<double>{2, 2}).mode(torch::kNearest));
}

}  // namespace

San2018Fast::San2018Fast(const San2018& net, at::ScalarType type)
    : type_(type),
      enter_weight_(laid_out(parameter(net, "autoencoder.0.weight"), torch::kFloat)),
      enter_bias_(parameter(net, "autoencoder.0.bias").clone()),
      middle_weight_(laid_out(parameter(net, "autoencoder.3.weight"), torch::kFloat)),
      middle_bias_(parameter(net, "autoencoder.3.bias").clone()),
      bottom_weight_(laid_out(parameter(net, "autoencoder.6.weight"), torch::kFloat)),
      bottom_bias_(parameter(net, "autoencoder.6.bias").clone()),
      taps_bias_(parameter(net, "autoencoder.9.bias").clone()) {
  // [128, 256, 3, 3] -> [3, 3, 128, 256]: all channels of a tap together.
  taps_weight_ = laid_out(parameter(net, "autoencoder.9.weight")
                              .permute({2, 3, 0, 1})
                              .reshape({9 * kFeatures, -1, 1, 1}),
                          type);
  const at::Tensor last = parameter(net, "protocombiner.0.weight").clone();
  reduce_ = last.slice(1, 0, kFeatures).reshape({kFeatures}).contiguous();
  prototype_weight_ = last.slice(1, kFeatures).contiguous();
  out_bias_ = parameter(net, "protocombiner.0.bias").clone();
}

std::vector<at::Tensor> San2018Fast::forward(const at::Tensor& faces, const at::Tensor& own,
                                             const std::vector<at::Tensor>& prototypes) const {
  const torch::NoGradGuard no_grad;
  at::Tensor x = laid_out(at::cat({faces, own}, 1), torch::kFloat);
  x = at::avg_pool2d(conv_lrelu(x, enter_weight_, enter_bias_), 2);
  x = at::avg_pool2d(conv_lrelu(x, middle_weight_, middle_bias_), 2);
  x = conv_lrelu(x, bottom_weight_, bottom_bias_);
  const at::Tensor shared =
      enlarged(combine_taps(at::conv2d(x.to(type_), taps_weight_), taps_bias_, reduce_));
  std::vector<at::Tensor> outputs;
  for (const at::Tensor& prototype : prototypes) {
    at::Tensor output = at::conv2d(prototype, prototype_weight_, out_bias_).add_(shared);
    outputs.push_back(output.sigmoid_());
  }
  return outputs;
}

}  // namespace antifaz
