#pragma once

#include <torch/nn/modules/container/sequential.h>
#include <torch/nn/modules/conv.h>
#include <torch/nn/pimpl.h>

namespace antifaz {

/// A denoising convolutional autoencoder (Vincent et al. 2008) that learns to undo a change of
/// faces: three strided stages down, three up, with skips (U-Net, Ronneberger et al. 2015) so that
/// what was not changed passes. It starts as the identity.
class RestorationNetImpl : public torch::nn::Module {
 public:
  /// `width`: channels of the first stage; 2 and 3 times that in the next two.
  explicit RestorationNetImpl(int width = 16);

  /// The restored faces. `faces` and the result [N, 3, S, S] in [0, 1], S divisible by 8.
  torch::Tensor forward(const torch::Tensor& faces);

 private:
  torch::nn::Sequential down1_, down2_, down3_, up2_, up1_;
  torch::nn::Conv2d change_;
};
TORCH_MODULE(RestorationNet);

}  // namespace antifaz
