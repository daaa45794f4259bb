#pragma once

#include <torch/nn/modules/container/modulelist.h>
#include <torch/nn/modules/conv.h>

#include "models/autoencoders/autoencoder.hpp"
#include "models/autoencoders/corruption.hpp"
#include "models/autoencoders/kept/centring.hpp"

namespace antifaz {

/// A denoiser that says what is noise in an image and takes it away (as DnCNN, Zhang et al. 2017):
/// a small U-Net of residual blocks that works on maps of half the side and less (pixels become
/// channels, as in FFDNet, Zhang et al. 2018). Its code is what the decoder needs, the image and
/// the encoder's maps of all scales, one after the other: larger than the image, for it removes
/// noise and does not compress.
///
/// While training, `loss` spoils each input with a strength of its own, drawn evenly from zero to
/// the corruption's level, and clamps it to [0, 1] as a file would; input and target are mirrored
/// and shifted together. The loss is 1 - SSIM plus the mean absolute error, three times.
class ResidualDenoiser : public Autoencoder {
 public:
  /// `widths` are the channels at a half, a quarter, ... of the side. Throws `Error` where the
  /// shape is no image, its sides can't be halved so often, or for a level that the corruption
  /// can't have.
  ResidualDenoiser(std::vector<int64_t> shape, std::vector<int64_t> widths,
                   const CorruptionOptions& corruption);

  torch::Tensor encode(const torch::Tensor& examples) override;
  torch::Tensor decode(const torch::Tensor& codes) override;
  AutoencoderLoss loss(const torch::Tensor& input, const torch::Tensor& target) override;
  void centre(const torch::Tensor& examples) override { centring_->learn(examples); }

 private:
  CorruptionOptions corruption_;
  std::vector<std::vector<int64_t>> maps_;  ///< [C, H, W] of the image, then of each scale
  torch::nn::ModuleList in_, down_, up_, out_;
  std::shared_ptr<Centring> centring_;
};

/// Structural similarity of images in [0, 1] [N, C, H, W], of each colour by itself, mean over all;
/// differentiable. The window is that of Wang et al. 2004, 11 pixels wide, or as wide as the
/// images.
torch::Tensor differentiable_ssim(const torch::Tensor& left, const torch::Tensor& right);

}  // namespace antifaz
