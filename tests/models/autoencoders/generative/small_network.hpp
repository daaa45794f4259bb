#pragma once

#include <torch/utils.h>

#include <memory>

#include "models/autoencoders/fully_connected.hpp"

namespace antifaz::testing {

/// Seven numbers to a code of four and back, always of the same weights; its encoder can say more
/// numbers than the code has.
inline std::shared_ptr<Autoencoder> small_network(int64_t encoder_outputs = 0,
                                                  Likelihood likelihood = Likelihood::kGaussian) {
  torch::manual_seed(3);
  FullyConnectedOptions options;
  options.widths = {9};
  options.encoder_outputs = encoder_outputs;
  return std::make_shared<FullyConnectedAutoencoder>(std::vector<int64_t>{7}, 4, likelihood,
                                                     options);
}

}  // namespace antifaz::testing
