#pragma once

#include <torch/nn/modules/container/sequential.h>
#include <torch/nn/modules/linear.h>

#include "models/autoencoders/autoencoder.hpp"
#include "models/autoencoders/kept/centring.hpp"

namespace antifaz {

/// How a decoder doubles the resolution.
enum class Upsampling {
  kTransposed,  ///< 4x4 transposed convolution of stride 2
  kNearest      ///< nearest neighbour, then a 3x3 convolution: no checkerboard (Odena et al. 2016)
};

struct ConvolutionalOptions {
  std::vector<int64_t> widths = {24, 48,
                                 96};  ///< channels of the encoder's stages, each of which
                                       ///< halves height and width; the decoder mirrors them
  Upsampling upsampling = Upsampling::kNearest;
  double dropout = 0;           ///< share of features dropped beside the code while training
  int64_t encoder_outputs = 0;  ///< as in `FullyConnectedOptions`
};

/// Strided 3x3 convolutions down to a small map, one linear layer to the code, and back.
class ConvolutionalAutoencoder : public Autoencoder {
 public:
  /// Throws `Error` where the shape is no image or its sides can't be halved once a stage.
  ConvolutionalAutoencoder(std::vector<int64_t> shape, int64_t code, Likelihood likelihood,
                           const ConvolutionalOptions& options = {});

  torch::Tensor encode(const torch::Tensor& examples) override;
  torch::Tensor decode(const torch::Tensor& codes) override;
  void centre(const torch::Tensor& examples) override;

 private:
  std::vector<int64_t> map_;  ///< channels, height, width of the smallest map
  torch::nn::Sequential down_, up_;
  std::shared_ptr<Centring> centring_;
  torch::nn::Linear to_code_{nullptr}, from_code_{nullptr};
  double dropout_;
};

}  // namespace antifaz
