#pragma once

#include <filesystem>

#include "models/autoencoders/options.hpp"
#include "src/tensors/example_shape.hpp"

namespace antifaz {

struct NamedExamples;

/// What of a command line makes no autoencoder is told as `UsageError`: as soon as it is known,
/// which of image files is before they are read.

/// Throws where the options don't fit together or their shape; with `pretrain` also where the
/// network has no layers to be trained one by one.
void expect_network(const AutoencoderOptions& network, bool pretrain = false);

/// The same for the examples that image files at `data` will become; says nothing of other data, or
/// where there is none.
void expect_network_for(AutoencoderOptions network, const std::filesystem::path& data,
                        const ExampleShape& shape, bool pretrain = false);

/// Throws where `shape` is asked for of examples that are no images.
void expect_fitted(const NamedExamples& examples, const ExampleShape& shape,
                   const std::filesystem::path& data);

}  // namespace antifaz
