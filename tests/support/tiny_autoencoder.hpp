#pragma once

#include <torch/utils.h>

#include <string>

#include "models/autoencoders/factory.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz::testing {

/// Options of an autoencoder of colour images with 16 pixels a side and a code of 4 numbers.
inline AutoencoderOptions tiny_autoencoder(const std::string& variant) {
  AutoencoderOptions options;
  options.variant = variant;
  options.shape = {3, 16, 16};
  options.code = 4;
  options.widths = {4, 8};
  return options;
}

/// Its file in `folder`, with the weights it was born with.
inline std::string saved_autoencoder(const TempFolder& folder, const AutoencoderOptions& options) {
  torch::manual_seed(1);
  const std::string file = (folder.path() / (options.variant + ".safetensors")).string();
  save_autoencoder(*make_autoencoder(options), options, {}, file);
  return file;
}

}  // namespace antifaz::testing
