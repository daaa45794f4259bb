#include "pipelines/autoencoders/network_check.hpp"

#include <torch/types.h>

#include "models/autoencoders/factory.hpp"
#include "src/core/error.hpp"
#include "src/tensors/examples.hpp"

namespace antifaz {

void expect_network(const AutoencoderOptions& network, bool pretrain) {
  try {
    const auto model = make_autoencoder(network);
    if (pretrain && model->layers().empty()) {
      throw Error("only a fully connected autoencoder can be pretrained layer by layer");
    }
  } catch (const Error& problem) {
    throw UsageError(network.variant + ": " + problem.what());
  }
}

void expect_network_for(AutoencoderOptions network, const std::filesystem::path& data,
                        const ExampleShape& shape, bool pretrain) {
  const auto extents = extents_of_files(data, shape);
  if (!extents) return;
  network.shape = *extents;
  expect_network(network, pretrain);
}

void expect_fitted(const NamedExamples& examples, const ExampleShape& shape,
                   const std::filesystem::path& data) {
  if (shape.fit_arrays && examples.values.dim() != 4) {
    throw UsageError(data, "holds rows of numbers; --size and --grey are for images");
  }
}

}  // namespace antifaz
