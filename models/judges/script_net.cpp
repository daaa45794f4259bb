#include "models/judges/script_net.hpp"

#include <c10/core/impl/LocalDispatchKeySet.h>
#include <torch/csrc/jit/serialization/import.h>
#include <torch/nn/functional/padding.h>
#include <torch/nn/functional/upsampling.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "models/judges/script_card.hpp"
#include "models/judges/script_graph.hpp"
#include "src/core/error.hpp"
#include "src/face/alignment.hpp"
#include "src/tensors/image_tensor.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;
namespace F = torch::nn::functional;

/// Where a detector's box (YuNet's) lies in a chip: the mean over 596 faces of CelebA (its side
/// varies by 3.4).
constexpr double kBoxMiddleX = 64.5, kBoxMiddleY = 71.7, kBoxSide = 109.3;

struct Script {
  torch::jit::Module module;
  std::string card;
};

Script load_script(const fs::path& file, const fs::path& asked) {
  if (!fs::is_regular_file(file)) {
    throw Error(file,
                file == asked ? "no such file" : "no such file; '" + asked.string() + "' names it");
  }
  torch::jit::ExtraFilesMap extra{{"card.json", ""}};
  try {
    torch::jit::Module module = torch::jit::load(file.string(), c10::Device(c10::kCPU), extra);
    module.eval();
    for (torch::Tensor weight : module.parameters()) weight.requires_grad_(false);
    return {simplified(std::move(module)), extra["card.json"]};
  } catch (const c10::Error&) {
    throw Error(file, "is no TorchScript that this LibTorch can load");
  }
}

torch::Tensor per_channel(const cv::Scalar& values, int64_t channels) {
  torch::Tensor tensor = torch::empty({1, channels, 1, 1});
  for (int64_t c = 0; c < channels; ++c) tensor[0][c] = values[static_cast<int>(c)];
  return tensor;
}

struct Crop {
  double left = 0, top = 0, scale = 1;  // input pixel = (chip pixel - left or top) * scale
};

/// Which part of a chip a network looks at.
Crop crop_in_chip(const DnnDescription& description, const fs::path& file) {
  if (!description.landmarks) {
    const double side = kBoxSide * (1 + 2 * description.margin);
    return {kBoxMiddleX - side / 2, kBoxMiddleY - side / 2,
            std::min(description.size.width, description.size.height) / side};
  }
  const cv::Matx23d place = similarity(chip_template(), *description.landmarks);
  const double scale = std::hypot(place(0, 0), place(1, 0));
  if (std::abs(place(1, 0)) > 0.05 * scale) {
    throw Error(file, "its landmarks are turned; give those of an upright face");
  }
  return {-place(0, 2) / scale, -place(1, 2) / scale, scale};
}

}  // namespace

ScriptNet::ScriptNet(const fs::path& file) {
  using Channels = DnnDescription::Channels;
  const bool described = file.extension() == ".json";
  if (described) description_ = read_dnn_description(file);
  Script script = load_script(described ? description_.model : file, file);
  module_ = std::move(script.module);
  if (!described) description_ = described_by_card(script.card, file);
  const int64_t channels = description_.channels == Channels::kGrey ? 1 : 3;
  mean_ = per_channel(description_.mean, channels) / 255;
  scale_ = per_channel(description_.scale, channels) * 255;
  const Crop crop = crop_in_chip(description_, file);
  left_ = crop.left, top_ = crop.top, chip_to_input_ = crop.scale;
  torch::Tensor output;
  try {
    const torch::NoGradGuard no_grad;
    output = (*this)(torch::zeros({2, 3, description_.size.height, description_.size.width}));
  } catch (const std::exception&) {
    throw Error(file, "its network can't be asked about two pictures of " +
                          std::to_string(description_.size.width) + "x" +
                          std::to_string(description_.size.height) + "; check size and channels");
  }
  if (output.dim() != 2 || output.size(0) != 2 ||
      (description_.kind == DnnDescription::Kind::kGender &&
       output.size(1) <= description_.index)) {
    throw Error(file, "its network answers with the wrong number of values; check the index");
  }
}

void ScriptNet::to(c10::Device device) {
  module_.to(device);
  mean_ = mean_.to(device);
  scale_ = scale_.to(device);
}

torch::Tensor ScriptNet::cut(const torch::Tensor& chips) const {
  // To whole pixels: training moves faces by more than half of one.
  const auto side = [&](int pixels) {
    return std::max<int64_t>(1, std::lround(pixels / chip_to_input_));
  };
  const int64_t width = side(description_.size.width), height = side(description_.size.height);
  const int64_t left = std::lround(left_), top = std::lround(top_);
  const int64_t before_x = std::max<int64_t>(0, -left), before_y = std::max<int64_t>(0, -top);
  const int64_t after_x = std::max<int64_t>(0, left + width - chips.size(3));
  const int64_t after_y = std::max<int64_t>(0, top + height - chips.size(2));
  torch::Tensor x = chips;
  if (before_x + before_y + after_x + after_y > 0) {
    x = F::pad(x,
               F::PadFuncOptions({before_x, after_x, before_y, after_y}).mode(torch::kReplicate));
  }
  x = x.slice(3, left + before_x, left + before_x + width)
          .slice(2, top + before_y, top + before_y + height);
  const std::vector<int64_t> size{description_.size.height, description_.size.width};
  return F::interpolate(x, F::InterpolateFuncOptions()
                               .size(size)
                               .mode(torch::kBilinear)
                               .align_corners(false)
                               .antialias(chip_to_input_ < 1));
}

torch::Tensor ScriptNet::operator()(const torch::Tensor& input) {
  using Channels = DnnDescription::Channels;
  torch::Tensor x = input;
  if (description_.channels == Channels::kBgr) x = x.flip(1);
  if (description_.channels == Channels::kGrey) x = luma_of(x);
  x = ((x - mean_) * scale_).contiguous();
  // In its own precision, whatever its caller computes in: converted at every layer it is slower.
  const c10::impl::ExcludeDispatchKeyGuard full_precision(c10::autocast_dispatch_keyset);
  const torch::Tensor output = module_.forward({x}).toTensor();
  return output.reshape({input.size(0), -1});
}

torch::Tensor ScriptNet::logit(const torch::Tensor& output) const {
  using Activation = DnnDescription::Activation;
  torch::Tensor x = output.select(1, description_.index);
  if (description_.activation == Activation::kNone) x = torch::logit(x, 1e-6);
  if (description_.activation == Activation::kSoftmax) {
    torch::Tensor others = output.clone();
    others.select(1, description_.index).fill_(-INFINITY);
    x = x - torch::logsumexp(others, 1);
  }
  return description_.means_male ? x : -x;
}

}  // namespace antifaz
