#include "models/judges/vgg_face_net.hpp"

#include <torch/nn/functional/upsampling.h>
#include <torch/nn/modules/activation.h>
#include <torch/nn/modules/container/sequential.h>
#include <torch/nn/modules/dropout.h>
#include <torch/nn/modules/linear.h>
#include <torch/nn/modules/pooling.h>
#include <torch/types.h>

#include "models/conv_blocks.hpp"
#include "src/tensors/image_tensor.hpp"

namespace antifaz {
namespace {

namespace nn = torch::nn;
namespace F = torch::nn::functional;

constexpr int64_t kSide = 224;

nn::Sequential make_features() {
  nn::Sequential net;
  int in = 1;
  for (const auto& [channels, count] : {std::pair(64, 2), {128, 2}, {256, 3}, {512, 3}, {512, 3}}) {
    for (int i = 0; i < count; ++i) {
      net->push_back(conv3x3(in, channels));
      net->push_back(nn::ReLU());
      in = channels;
    }
    net->push_back(nn::MaxPool2d(2));
  }
  return net;
}

nn::Sequential make_classifier() {
  return nn::Sequential(nn::Linear(512 * 7 * 7, 4096), nn::ReLU(), nn::Dropout(0.5),
                        nn::Linear(4096, 4096), nn::ReLU(), nn::Dropout(0.5),
                        nn::Linear(4096, 2622));
}

}  // namespace

VggFaceNet::VggFaceNet()
    : features_(register_module("features", make_features())),
      classifier_(register_module("classifier", make_classifier())) {}

EmbeddingNet::Output VggFaceNet::describe(const torch::Tensor& chips) {
  const torch::Tensor grey =
      F::interpolate(luma_of(chips), F::InterpolateFuncOptions()
                                         .size(std::vector<int64_t>{kSide, kSide})
                                         .mode(torch::kBilinear)
                                         .align_corners(false));
  const torch::Tensor map =
      features_->forward((grey - 0.5).contiguous(at::MemoryFormat::ChannelsLast));
  return {map, classifier_->forward(map.contiguous().flatten(1))};
}

}  // namespace antifaz
