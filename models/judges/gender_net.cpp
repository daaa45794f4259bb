#include "models/judges/gender_net.hpp"

#include <torch/nn/functional/padding.h>
#include <torch/nn/functional/upsampling.h>
#include <torch/nn/modules/activation.h>
#include <torch/nn/modules/container/sequential.h>
#include <torch/nn/modules/conv.h>
#include <torch/nn/modules/dropout.h>
#include <torch/nn/modules/linear.h>
#include <torch/nn/modules/pooling.h>
#include <torch/types.h>

#include "models/card_numbers.hpp"
#include "models/conv_blocks.hpp"
#include "models/patch_transformer.hpp"
#include "models/weights.hpp"
#include "src/core/error.hpp"
#include "src/tensors/image_tensor.hpp"

namespace antifaz {
namespace {

namespace nn = torch::nn;
namespace F = torch::nn::functional;

constexpr char kArchitecture[] = "antifaz-gender-net";
constexpr int kPaperFeatures = 512;
constexpr int kDenseFeatures = 16;

void append(nn::Sequential& all, const nn::Sequential& more) { all->extend(*more); }

/// One stage that halves the resolution.
void append_stage(nn::Sequential& net, GenderFamily family, int in, int out) {
  switch (family) {
    case GenderFamily::kResidual:
      net->push_back(NormResidualBlock(in, out, 2));
      break;
    case GenderFamily::kVgg:
      append(net, conv_norm_relu(in, out));
      net->push_back(nn::MaxPool2d(2));
      break;
    case GenderFamily::kDepthwise:
      append(net, conv_norm_relu(in, in, 3, 2, in));
      append(net, conv_norm_relu(in, out, 1));
      append(net, conv_norm_relu(out, out, 3, 1, out));
      append(net, conv_norm_relu(out, out, 1));
      break;
    case GenderFamily::kAttention:
    case GenderFamily::kDense:
    case GenderFamily::kPaper2018:
      TORCH_CHECK(false, "has stages of its own");
  }
}

/// A 5x5 and five 3x3 convolutions, five halvings; the caller averages what is left (7x7 of 224).
nn::Sequential paper_features(int channels) {
  nn::Sequential net;
  int in = channels;
  for (const int out : {32, 64, 128, 256, 256, kPaperFeatures}) {
    const int kernel = in == channels ? 5 : 3;
    net->push_back(nn::Conv2d(nn::Conv2dOptions(in, out, kernel).padding(kernel / 2)));
    net->push_back(nn::LeakyReLU(nn::LeakyReLUOptions().negative_slope(0.01)));
    if (out != kPaperFeatures) net->push_back(nn::MaxPool2d(2));
    in = out;
  }
  return net;
}

/// Two stages, then the fully connected layer as a convolution over all that is left.
nn::Sequential dense_features(int channels, int width, int size) {
  nn::Sequential net;
  append(net, conv_norm_relu(channels, width));
  append(net, conv_norm_relu(width, width));
  net->push_back(nn::AvgPool2d(2));
  append(net, conv_norm_relu(width, 2 * width));
  append(net, conv_norm_relu(2 * width, 2 * width));
  net->push_back(nn::AvgPool2d(2));
  net->push_back(nn::Dropout(0.25));
  net->push_back(nn::Conv2d(nn::Conv2dOptions(2 * width, kDenseFeatures, size / 4)));
  net->push_back(nn::ReLU());
  return net;
}

nn::Sequential make_features(const GenderNetOptions& options) {
  const int w = options.width, channels = options.grey ? 1 : 3;
  if (options.family == GenderFamily::kPaper2018) return paper_features(channels);
  if (options.family == GenderFamily::kAttention) {
    return nn::Sequential(PatchTransformer(channels, 4 * w, options.size));
  }
  if (options.family == GenderFamily::kDense) return dense_features(channels, w, options.size);
  nn::Sequential net;
  if (options.family == GenderFamily::kVgg) {
    append_stage(net, options.family, channels, w);
  } else {
    append(net, conv_norm_relu(channels, w, 3, 2));
  }
  append_stage(net, options.family, w, 2 * w);
  append_stage(net, options.family, 2 * w, 3 * w);
  append_stage(net, options.family, 3 * w, 4 * w);
  return net;
}

nn::Linear make_answer(const GenderNetOptions& options) {
  if (options.family == GenderFamily::kPaper2018) return nn::Linear(kPaperFeatures, 2);
  if (options.family == GenderFamily::kDense) return nn::Linear(kDenseFeatures, 1);
  return nn::Linear(4 * options.width, 1);
}

}  // namespace

GenderNetImpl::GenderNetImpl(const GenderNetOptions& options)
    : options_(options),
      features_(register_module("features", make_features(options))),
      answer_(register_module("answer", make_answer(options))) {
  TORCH_CHECK(options.size % 16 == 0 && options.size > 0, "size must be divisible by 16");
}

torch::Tensor GenderNetImpl::look(const torch::Tensor& chips) const {
  const int64_t side = chips.size(3);
  const auto crop = static_cast<int64_t>(std::lround(options_.crop * static_cast<double>(side)));
  const int64_t margin = (side - crop) / 2;
  const int64_t down = std::lround(options_.down * static_cast<double>(side));
  const int64_t top = margin + down, beyond = std::max(std::abs(down) - margin, int64_t{0});
  torch::Tensor x = chips.slice(3, margin, margin + crop);
  if (beyond > 0) {
    x = F::pad(x, F::PadFuncOptions({0, 0, beyond, beyond}).mode(torch::kReplicate));
  }
  x = x.slice(2, top + beyond, top + beyond + crop);
  if (options_.grey) x = luma_of(x);
  if (options_.colour) x = x - luma_of(x) + 0.5;
  if (crop != options_.size) {
    x = F::interpolate(x, F::InterpolateFuncOptions()
                              .size(std::vector<int64_t>{options_.size, options_.size})
                              .mode(torch::kBilinear)
                              .align_corners(false)
                              .antialias(crop > options_.size));
  }
  return (x - 0.5) * 4;
}

torch::Tensor GenderNetImpl::forward(const torch::Tensor& chips) {
  torch::Tensor x =
      features_->forward(look(chips).contiguous(at::MemoryFormat::ChannelsLast)).mean({2, 3});
  x = torch::dropout(x, 0.25, is_training());
  const torch::Tensor answer = answer_(x);
  // Two logits, of female and male: softmax cross-entropy on them is logistic loss on the
  // difference.
  return answer.size(1) == 2 ? answer.select(1, 1) - answer.select(1, 0) : answer.squeeze(1);
}

void save_gender_net(const GenderNet& net, Card card, const std::filesystem::path& file) {
  const GenderNetOptions& options = net->options();
  card["architecture"] = kArchitecture;
  card["family"] = to_string(options.family);
  card["width"] = std::to_string(options.width);
  card["size"] = std::to_string(options.size);
  card["crop"] = std::to_string(options.crop);
  card["down"] = std::to_string(options.down);
  card["grey"] = options.grey ? "1" : "0";
  if (options.colour) card["colour"] = "1";
  save_weights(*net, card, file);
}

GenderNet load_gender_net(const std::filesystem::path& file) {
  const TensorFile contents = read_safetensors(file);
  expect_architecture(contents, kArchitecture, file);
  GenderNetOptions options;
  const auto name = contents.card.find("family");
  const auto family =
      name == contents.card.end() ? std::nullopt : parse_gender_family(name->second);
  if (!family) throw Error(file, "its card names no known family of classifiers");
  options.family = *family;
  options.width = static_cast<int>(card_number(contents, "width", 1, 1024, file));
  options.size = static_cast<int>(card_number(contents, "size", 16, 1024, file));
  options.crop = card_number(contents, "crop", 0.1, 1, file);
  if (contents.card.count("down")) options.down = card_number(contents, "down", -0.5, 0.5, file);
  options.grey = card_number(contents, "grey", 0, 1, file) > 0.5;
  if (contents.card.count("colour")) {
    options.colour = card_number(contents, "colour", 0, 1, file) > 0.5;
  }
  if (options.size % 16 != 0) throw Error(file, "its card's 'size' is not divisible by 16");
  GenderNet net(options);
  load_weights(*net, contents, file);
  freeze(*net);
  to_channels_last(*net);
  return net;
}

std::vector<GenderNet> load_gender_nets(const std::vector<std::filesystem::path>& files) {
  std::vector<GenderNet> nets;
  for (const auto& file : files) nets.push_back(load_gender_net(file));
  return nets;
}

}  // namespace antifaz
