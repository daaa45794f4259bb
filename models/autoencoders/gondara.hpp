#pragma once

#include <torch/nn/modules/container/sequential.h>

#include "models/autoencoders/autoencoder.hpp"
#include "models/autoencoders/kept/centring.hpp"

namespace antifaz {

/// The network for denoising medical images of Gondara 2016: 3x3 convolutions of 64 channels with
/// rectifiers, two 2x2 max poolings down, two nearest-neighbour upsamplings back, and a 3x3
/// convolution to the image. Its code (64 channels of a quarter of the side) is larger than the
/// image: it has to remove noise, not to compress. The likelihood is Gaussian. The paper's images
/// are grey; colour is the obvious extension.
class GondaraAutoencoder : public Autoencoder {
 public:
  /// Throws `Error` where the shape is no image or its sides are no multiples of 4.
  explicit GondaraAutoencoder(std::vector<int64_t> shape, int64_t channels = 64);

  torch::Tensor encode(const torch::Tensor& examples) override;
  torch::Tensor decode(const torch::Tensor& codes) override;
  void centre(const torch::Tensor& examples) override;

 private:
  std::vector<int64_t> map_;  ///< channels, height, width of the code
  torch::nn::Sequential down_, up_;
  std::shared_ptr<Centring> centring_;
};

}  // namespace antifaz
