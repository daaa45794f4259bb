#pragma once

#include <torch/nn/modules/linear.h>

#include "models/autoencoders/autoencoder.hpp"

namespace antifaz {

struct FullyConnectedOptions {
  std::vector<int64_t> widths = {512};  ///< hidden layers, input to code; the decoder mirrors them.
                                        ///< None: a linear autoencoder, whose subspace is PCA's
  bool tied = false;                    ///< the decoder's weights are the encoder's, transposed
  double dropout = 0;                   ///< share of hidden units dropped while training
  int64_t encoder_outputs = 0;  ///< numbers that `encode` gives where they aren't the code's (a
                                ///< variational encoder says mean and variance); 0: the code's
};

/// The hourglass (Hinton & Salakhutdinov 2006): layers from the example to the code and back, with
/// leaky rectifiers between them, linear at the code. Images are flattened.
class FullyConnectedAutoencoder : public Autoencoder {
 public:
  /// Throws `Error` for tied weights with `encoder_outputs`.
  FullyConnectedAutoencoder(std::vector<int64_t> shape, int64_t code, Likelihood likelihood,
                            const FullyConnectedOptions& options = {});

  torch::Tensor encode(const torch::Tensor& examples) override;
  torch::Tensor decode(const torch::Tensor& codes) override;
  void centre(const torch::Tensor& examples) override;
  std::vector<std::shared_ptr<Autoencoder>> layers() override { return layers_; }

 private:
  std::vector<std::shared_ptr<Autoencoder>> layers_;
  int64_t encoder_outputs_;
  double dropout_;
};

}  // namespace antifaz
