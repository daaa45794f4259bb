#include "models/judges/mobile_face_net.hpp"

#include <torch/nn/module.h>
#include <torch/nn/modules/batchnorm.h>
#include <torch/nn/modules/container/functional.h>
#include <torch/nn/modules/container/sequential.h>
#include <torch/nn/modules/conv.h>
#include <torch/types.h>
#include <torch/utils.h>

#include "models/weights.hpp"
#include "src/face/alignment.hpp"

namespace antifaz {
namespace {

namespace nn = torch::nn;

/// Padded so that only the stride makes the map smaller.
nn::Conv2d conv(int in, int out, int kernel, int stride, int groups = 1) {
  return nn::Conv2d(nn::Conv2dOptions(in, out, kernel)
                        .stride(stride)
                        .padding(kernel / 2)
                        .groups(groups)
                        .bias(false));
}

/// Not nn::ReLU6: LibTorch 1.13 has no bfloat16 gradient for it on CPUs.
torch::Tensor relu6(const torch::Tensor& x) { return x.clamp(0, 6); }

nn::Sequential conv_bn_relu6(int in, int out, int kernel, int stride, int groups = 1) {
  return nn::Sequential(conv(in, out, kernel, stride, groups), nn::BatchNorm2d(out),
                        nn::Functional(relu6));
}

/// The same as one layer of another `Sequential`, which wants a forward that is no template.
struct ConvBnRelu6 : nn::SequentialImpl {
  ConvBnRelu6(int in, int out, int kernel, int stride, int groups = 1) {
    extend(*conv_bn_relu6(in, out, kernel, stride, groups));
  }

  torch::Tensor forward(const torch::Tensor& x) { return SequentialImpl::forward(x); }
};

/// Inverted residual (Sandler et al. 2018).
struct Bottleneck : nn::Module {
  Bottleneck(int in, int out, int stride, int expansion)
      : residual(stride == 1 && in == out),
        layers(register_module(
            "conv", nn::Sequential(std::make_shared<ConvBnRelu6>(in, in * expansion, 1, 1),
                                   std::make_shared<ConvBnRelu6>(in * expansion, in * expansion, 3,
                                                                 stride, in * expansion),
                                   conv(in * expansion, out, 1, 1), nn::BatchNorm2d(out)))) {}

  torch::Tensor forward(const torch::Tensor& x) {
    const torch::Tensor y = layers->forward(x);
    return residual ? x + y : y;
  }

  bool residual;
  nn::Sequential layers;
};

struct DepthwiseSeparable : nn::Module {
  DepthwiseSeparable()
      : depthwise(register_module("depthwise", conv(64, 64, 3, 1, 64))),
        pointwise(register_module("pointwise", conv(64, 64, 1, 1))),
        bn1(register_module("bn1", nn::BatchNorm2d(64))),
        bn2(register_module("bn2", nn::BatchNorm2d(64))) {}

  torch::Tensor forward(const torch::Tensor& x) {
    return torch::relu(bn2(pointwise(torch::relu(bn1(depthwise(x))))));
  }

  nn::Conv2d depthwise, pointwise;
  nn::BatchNorm2d bn1, bn2;
};

/// Global depthwise convolution: one weight for each place of the last 7x7 map.
struct GlobalDepthwise : nn::Module {
  GlobalDepthwise()
      : depthwise(register_module(
            "depthwise", nn::Conv2d(nn::Conv2dOptions(512, 512, 7).groups(512).bias(false)))),
        bn(register_module("bn", nn::BatchNorm2d(512))) {}

  torch::Tensor forward(const torch::Tensor& x) { return bn(depthwise(x)); }

  nn::Conv2d depthwise;
  nn::BatchNorm2d bn;
};

struct Stage {
  int expansion, channels, count, stride;
};
constexpr Stage kStages[] = {
    {2, 64, 5, 2}, {4, 128, 1, 2}, {2, 128, 6, 1}, {4, 128, 1, 2}, {2, 128, 2, 1}};

}  // namespace

MobileFaceNet::MobileFaceNet(int keep_every)
    : keep_every_(keep_every),
      conv1_(register_module("conv1", conv_bn_relu6(3, 64, 3, 2))),
      features_(nn::Sequential()),
      conv2_(register_module("conv2", conv_bn_relu6(128, 512, 1, 1))),
      dw_conv_(register_module("dw_conv", std::make_shared<DepthwiseSeparable>())),
      gdconv_(register_module("gdconv", std::make_shared<GlobalDepthwise>())),
      conv3_(register_module("conv3", nn::Conv2d(nn::Conv2dOptions(512, 128, 1)))),
      bn_(register_module("bn", nn::BatchNorm2d(128))) {
  TORCH_CHECK(keep_every > 0, "keep_every must be positive");
  int in = 64;
  for (const Stage& stage : kStages) {
    for (int i = 0; i < stage.count; i += keep_every) {
      features_->push_back(
          Bottleneck(in, stage.channels, i == 0 ? stage.stride : 1, stage.expansion));
      in = stage.channels;
    }
  }
  register_module("features", features_);
}

EmbeddingNet::Output MobileFaceNet::describe(const torch::Tensor& chips) {
  constexpr int kEnd = kChipSize - kChipMargin;
  torch::Tensor x = chips.slice(2, kChipMargin, kEnd).slice(3, kChipMargin, kEnd);
  const torch::Tensor mean = torch::tensor({0.485F, 0.456F, 0.406F}, x.options()).view({3, 1, 1});
  const torch::Tensor deviation =
      torch::tensor({0.229F, 0.224F, 0.225F}, x.options()).view({3, 1, 1});
  x = ((x - mean) / deviation).contiguous(at::MemoryFormat::ChannelsLast);
  x = std::static_pointer_cast<DepthwiseSeparable>(dw_conv_)->forward(conv1_->forward(x));
  const torch::Tensor map = features_->forward(x);
  x = std::static_pointer_cast<GlobalDepthwise>(gdconv_)->forward(conv2_->forward(map));
  return {map, bn_(conv3_(x)).flatten(1)};
}

std::shared_ptr<MobileFaceNet> pruned(const MobileFaceNet& teacher, int keep_every) {
  TORCH_CHECK(teacher.keep_every() == 1, "the teacher must be whole");
  const auto student = std::make_shared<MobileFaceNet>(keep_every);
  std::map<std::string, std::string>
      teachers_name;  // of a bottleneck, "features.4." -> "features.8."
  int kept = 0, all = 0;
  for (const Stage& stage : kStages) {
    for (int i = 0; i < stage.count; ++i, ++all) {
      if (i % keep_every != 0) continue;
      teachers_name["features." + std::to_string(kept++) + "."] =
          "features." + std::to_string(all) + ".";
    }
  }
  const auto copy = [&](auto&& to, auto&& from) {
    const torch::NoGradGuard no_grad;
    for (auto& item : to) {
      std::string name = item.key();
      const std::size_t end = name.find('.', name.find('.') + 1);
      const auto other = teachers_name.find(name.substr(0, end + 1));
      if (other != teachers_name.end()) name = other->second + name.substr(end + 1);
      item.value().copy_(from[name]);
    }
  };
  copy(student->named_parameters(), teacher.named_parameters());
  copy(student->named_buffers(), teacher.named_buffers());
  return student;
}

void save_pruned(const MobileFaceNet& net, Card card, const std::filesystem::path& file) {
  card["architecture"] = kPrunedArchitecture;
  card["keep_every"] = std::to_string(net.keep_every());
  save_weights(net, card, file);
}

}  // namespace antifaz
