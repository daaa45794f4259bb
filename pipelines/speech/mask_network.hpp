#pragma once

#include <torch/nn/module.h>
#include <torch/nn/modules/container/modulelist.h>
#include <torch/nn/modules/conv.h>

#include <cstdint>

namespace antifaz {

/// Gains on the short-time spectrum of noisy speech. Convolutions over time and frequency: a sound
/// looks alike at any pitch and in any voice, which one weight a frequency would have to learn of
/// each. It sees every second frame (16 ms), a second and a half of them around each.
class MaskNetwork : public torch::nn::Module {
 public:
  /// Its weights are drawn from torch's default generator.
  MaskNetwork();

  /// Gains [N, T, bins] in (0, 1) for powers [N, T, bins] of speech at root mean square 0.1 and
  /// the recordings' `noise_floor` [N, bins]. Precondition: an odd number of bins.
  torch::Tensor forward(const torch::Tensor& power, const torch::Tensor& floor);

 private:
  torch::nn::Conv2d in_, down_, out_;
  torch::nn::ConvTranspose2d up_;
  torch::nn::ModuleList blocks_;
};

/// Natural logarithm of the level [bins] that a tenth of the frames of a recording [T, bins] stay
/// below, smoothed over five frames: its noise where it has pauses.
torch::Tensor noise_floor(const torch::Tensor& power);

/// Gains [T, bins] of a whole recording, on the CPU, without gradients: its even and its odd frames
/// apart, `piece` of them at a time with as many around them as bear on them.
torch::Tensor mask_of(MaskNetwork& network, const torch::Tensor& power, int64_t piece = 1024);

}  // namespace antifaz
