#include "models/autoencoders/residual_denoiser.hpp"

#include <torch/nn/functional/padding.h>
#include <torch/nn/modules/conv.h>
#include <torch/types.h>
#include <torch/utils.h>

#include "models/conv_blocks.hpp"
#include "src/core/error.hpp"

namespace antifaz {
namespace {

namespace nn = torch::nn;
namespace F = torch::nn::functional;

constexpr double kErrorWeight = 3;
constexpr int64_t kMostShift = 4;  // pixels

std::vector<std::vector<int64_t>> maps_of(const std::vector<int64_t>& shape,
                                          const std::vector<int64_t>& widths) {
  if (shape.size() != 3)
    throw Error("this network needs images; vectors take a fully connected one");
  if (widths.empty()) throw Error("a residual denoiser needs at least one scale");
  std::vector<std::vector<int64_t>> maps{shape};
  for (const int64_t channels : widths) {
    if (channels < 1) throw Error("a scale needs at least one channel");
    const std::vector<int64_t>& above = maps.back();
    if (above[1] % 2 != 0 || above[2] % 2 != 0) {
      throw Error("this network halves images " + std::to_string(widths.size()) + " times, which " +
                  std::to_string(shape[1]) + "x" + std::to_string(shape[2]) + " does not allow");
    }
    maps.push_back({channels, above[1] / 2, above[2] / 2});
  }
  return maps;
}

int64_t numbers_in(const std::vector<int64_t>& map) { return map[0] * map[1] * map[2]; }

int64_t size_of_all(const std::vector<std::vector<int64_t>>& maps) {
  int64_t sum = 0;
  for (const auto& map : maps) sum += numbers_in(map);
  return sum;
}

/// Two residual blocks that begin as next to nothing: without norm a deep network begins to learn
/// only so at the steps that others take.
nn::Sequential blocks(int64_t channels) {
  const torch::NoGradGuard no_grad;
  nn::Sequential both;
  for (int i = 0; i < 2; ++i) {
    ResidualBlock block(static_cast<int>(channels));
    block->named_parameters()["second.weight"].mul_(0.1);
    both->push_back(block);
  }
  return both;
}

/// Both mirrored, half of the images, and moved by the same few pixels, the border repeated.
std::pair<torch::Tensor, torch::Tensor> moved(const torch::Tensor& input,
                                              const torch::Tensor& target) {
  const int64_t most = std::min({kMostShift, input.size(2) / 8, input.size(3) / 8});
  const torch::Tensor shift = torch::randint(2 * most + 1, {2}, torch::kLong);
  const torch::Tensor mirrored = torch::rand({input.size(0), 1, 1, 1}, input.options()) < 0.5;
  const auto move = [&](const torch::Tensor& x) {
    const auto wide = F::pad(torch::where(mirrored, x.flip(3), x),
                             F::PadFuncOptions({most, most, most, most}).mode(torch::kReplicate));
    return wide.narrow(2, shift[0].item<int64_t>(), x.size(2))
        .narrow(3, shift[1].item<int64_t>(), x.size(3));
  };
  return {move(input), move(target)};
}

}  // namespace

torch::Tensor differentiable_ssim(const torch::Tensor& left, const torch::Tensor& right) {
  constexpr double kC1 = 0.01 * 0.01, kC2 = 0.03 * 0.03;
  const int64_t side = (std::min({left.size(2), left.size(3), int64_t{11}}) - 1) / 2 * 2 + 1;
  // In double precision, which mixed precision leaves alone: variances are small differences.
  const torch::Tensor at = torch::arange(side, torch::kDouble) - static_cast<double>(side / 2);
  torch::Tensor line = torch::exp(at.square() / (-2 * 1.5 * 1.5));
  line = (line / line.sum()).to(left.device());
  const auto plane = [](const torch::Tensor& images) {
    return images.to(torch::kDouble).flatten(0, 1).unsqueeze(1);
  };
  const torch::Tensor x = plane(left), y = plane(right);
  const torch::Tensor means = torch::conv2d(
      torch::conv2d(torch::cat({x, y, x * x, y * y, x * y}), line.view({1, 1, 1, side})),
      line.view({1, 1, side, 1}));
  const auto m = means.chunk(5);
  const torch::Tensor mxx = m[0] * m[0], myy = m[1] * m[1], mxy = m[0] * m[1];
  return ((2 * mxy + kC1) * (2 * (m[4] - mxy) + kC2) /
          ((mxx + myy + kC1) * (m[2] - mxx + m[3] - myy + kC2)))
      .mean();
}

ResidualDenoiser::ResidualDenoiser(std::vector<int64_t> shape, std::vector<int64_t> widths,
                                   const CorruptionOptions& corruption)
    : Autoencoder(shape, size_of_all(maps_of(shape, widths)), Likelihood::kGaussian),
      corruption_(corruption),
      maps_(maps_of(shape, widths)) {
  check_level(corruption);
  const auto narrow = [](int64_t channels) { return static_cast<int>(channels); };
  for (std::size_t k = 0; k < widths.size(); ++k) {
    // Four pixels of the map above become the channels of one, on both ways.
    in_->push_back(k == 0 ? conv3x3(narrow(4 * shape[0]), narrow(widths[0]))
                          : conv3x3(narrow(widths[k - 1]), narrow(widths[k]), 2));
    down_->push_back(blocks(widths[k]));
    up_->push_back(blocks(widths[k]));
    out_->push_back(conv3x3(narrow(widths[k]), narrow(4 * (k == 0 ? shape[0] : widths[k - 1]))));
  }
  centring_ = register_module("centring", std::make_shared<Centring>(shape, likelihood()));
  register_module("in", in_);
  register_module("down", down_);
  register_module("up", up_);
  register_module("out", out_);
}

torch::Tensor ResidualDenoiser::encode(const torch::Tensor& examples) {
  check_examples(examples);
  torch::Tensor map = centring_->to_network(examples);
  std::vector<torch::Tensor> code{map.flatten(1)};
  map = torch::pixel_unshuffle(map, 2).contiguous(at::MemoryFormat::ChannelsLast);
  for (std::size_t k = 0; k < in_->size(); ++k) {
    map = in_[k]->as<nn::Conv2d>()->forward(map);
    map = down_[k]->as<nn::Sequential>()->forward(map);
    code.push_back(map.flatten(1));
  }
  return torch::cat(code, 1);
}

torch::Tensor ResidualDenoiser::decode(const torch::Tensor& codes) {
  check_codes(codes, code_size());
  std::vector<torch::Tensor> maps;
  int64_t from = 0;
  for (const std::vector<int64_t>& map : maps_) {
    maps.push_back(codes.narrow(1, from, numbers_in(map)).reshape({-1, map[0], map[1], map[2]}));
    from += numbers_in(map);
  }
  torch::Tensor noise;
  for (std::size_t k = in_->size(); k-- > 0;) {
    const torch::Tensor seen = noise.defined() ? maps[k + 1] + noise : maps[k + 1];
    noise = up_[k]->as<nn::Sequential>()->forward(seen.contiguous(at::MemoryFormat::ChannelsLast));
    noise = torch::pixel_shuffle(out_[k]->as<nn::Conv2d>()->forward(noise), 2);
  }
  return centring_->to_examples((maps.front() - noise).contiguous());
}

AutoencoderLoss ResidualDenoiser::loss(const torch::Tensor& input, const torch::Tensor& target) {
  torch::Tensor seen = input, wanted = target;
  if (is_training()) {
    std::tie(seen, wanted) = moved(input, target);
    seen = corrupt_up_to(seen, corruption_);
  }
  const torch::Tensor made = forward(seen).output;
  check_examples(wanted);
  const torch::Tensor error = torch::l1_loss(made, wanted),
                      unlike = 1 - differentiable_ssim(made, wanted).to(error.dtype());
  return {unlike + kErrorWeight * error,
          {{"error", error.item<double>()}, {"1 - ssim", unlike.item<double>()}}};
}

}  // namespace antifaz
