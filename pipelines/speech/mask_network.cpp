#include "pipelines/speech/mask_network.hpp"

#include <torch/nn/functional/pooling.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <algorithm>
#include <array>

namespace antifaz {
namespace {

constexpr int64_t kChannels = 16;
constexpr double kSlope = 0.1;
constexpr double kQuietest = 1e-4;  // power; 40 dB under white noise at root mean square 0.1
constexpr double kFloorShare = 0.1;
constexpr int64_t kFloorFrames = 5;
/// Reach of the blocks in frames and in (halved) bins.
constexpr std::array<std::array<int64_t, 2>, 6> kReaches{
    {{1, 1}, {2, 2}, {4, 4}, {8, 1}, {1, 2}, {2, 4}}};
constexpr int64_t kAround = 1 + 1 + 2 + 4 + 8 + 1 + 2;

torch::nn::Conv2d block(const std::array<int64_t, 2>& reach) {
  return torch::nn::Conv2d(torch::nn::Conv2dOptions(kChannels, kChannels, 3)
                               .padding({reach[0], reach[1]})
                               .dilation({reach[0], reach[1]}));
}

}  // namespace

MaskNetwork::MaskNetwork()
    : in_(register_module("first",
                          torch::nn::Conv2d(torch::nn::Conv2dOptions(3, kChannels, 3).padding(1)))),
      down_(register_module("down",
                            torch::nn::Conv2d(torch::nn::Conv2dOptions(kChannels, kChannels, {1, 3})
                                                  .padding({0, 1})
                                                  .stride({1, 2})))),
      out_(register_module("last", torch::nn::Conv2d(torch::nn::Conv2dOptions(kChannels, 1, 1)))),
      up_(register_module("up", torch::nn::ConvTranspose2d(
                                    torch::nn::ConvTranspose2dOptions(kChannels, kChannels, {1, 3})
                                        .padding({0, 1})
                                        .stride({1, 2})))),
      blocks_(register_module("blocks", torch::nn::ModuleList())) {
  for (const auto& reach : kReaches) blocks_->push_back(block(reach));
}

torch::Tensor MaskNetwork::forward(const torch::Tensor& power, const torch::Tensor& floor) {
  TORCH_CHECK(power.dim() == 3 && power.size(2) % 2 == 1 && floor.dim() == 2 &&
                  floor.size(0) == power.size(0) && floor.size(1) == power.size(2),
              "expected powers [N, T, odd] and floors [N, odd], got ", power.sizes(), " and ",
              floor.sizes());
  const torch::Tensor level = torch::log(power + kQuietest);
  const torch::Tensor above = level - floor.unsqueeze(1);
  const torch::Tensor place =
      torch::linspace(-1, 1, power.size(2), power.options()).expand_as(level);
  // About zero mean and unit variance for speech in noise.
  const torch::Tensor seen = torch::stack({(level + 3) / 4, (above - 2) / 3, place}, 1);
  const torch::Tensor fine = torch::leaky_relu(in_(seen), kSlope);
  torch::Tensor x = torch::leaky_relu(down_(fine), kSlope);
  for (const auto& each : *blocks_) {
    x = x + torch::leaky_relu(each->as<torch::nn::Conv2d>()->forward(x), kSlope);
  }
  x = torch::leaky_relu(up_(x) + fine, kSlope);
  return torch::sigmoid(out_(x).squeeze(1) + 1);  // training begins with speech let through
}

torch::Tensor noise_floor(const torch::Tensor& power) {
  namespace F = torch::nn::functional;
  const auto smoothing = F::AvgPool1dFuncOptions(kFloorFrames)
                             .stride(1)
                             .padding(kFloorFrames / 2)
                             .count_include_pad(false);
  const torch::Tensor smooth = F::avg_pool1d(power.t().unsqueeze(0), smoothing).squeeze(0);
  const auto rank =
      static_cast<int64_t>(kFloorShare * static_cast<double>(smooth.size(1)));  // from the lowest
  return torch::log(std::get<0>(smooth.kthvalue(rank + 1, 1)) + kQuietest);
}

torch::Tensor mask_of(MaskNetwork& network, const torch::Tensor& power, int64_t piece) {
  const torch::NoGradGuard no_grad;
  const torch::Device device = network.parameters().front().device();
  const torch::Tensor floor = noise_floor(power).unsqueeze(0).to(device);
  torch::Tensor mask = torch::empty_like(power);
  for (int64_t phase = 0; phase < std::min<int64_t>(2, power.size(0)); ++phase) {
    const torch::Tensor frames = power.slice(0, phase, power.size(0), 2);
    torch::Tensor gains = mask.slice(0, phase, power.size(0), 2);
    for (int64_t at = 0; at < frames.size(0); at += piece) {
      const int64_t begin = std::max<int64_t>(0, at - kAround);
      const int64_t end = std::min(frames.size(0), at + piece);
      const torch::Tensor seen =
          frames.slice(0, begin, std::min(frames.size(0), end + kAround)).contiguous();
      const torch::Tensor made = network.forward(seen.unsqueeze(0).to(device), floor).squeeze(0);
      gains.slice(0, at, end).copy_(made.slice(0, at - begin, end - begin));
    }
  }
  return mask;
}

}  // namespace antifaz
