#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "models/autoencoders/factory.hpp"
#include "src/core/device.hpp"
#include "src/tensors/examples.hpp"

namespace antifaz {

/// A trained autoencoder as jobs use it, and examples as it takes them.

/// The autoencoder of a file on its device; what it draws is seeded from here on.
LoadedAutoencoder open_model(const std::filesystem::path& file, const Device& device,
                             std::uint64_t seed);

/// How images become examples of the model (those of arrays too where the model's are square); of a
/// model of vectors the standard one.
ExampleShape shape_for(const AutoencoderOptions& options);

/// What `read_examples` reads. Throws `Error` where these are not of the model's shape.
NamedExamples examples_for(const AutoencoderOptions& options, const std::filesystem::path& data,
                           int limit = 0);

/// Throws `Error` naming `data` where the examples are not of the model's shape.
void expect_shape(const NamedExamples& examples, const AutoencoderOptions& options,
                  const std::filesystem::path& data);

/// Throws `Error` naming `model` where it takes vectors.
void expect_images(const AutoencoderOptions& options, const std::string& model);

}  // namespace antifaz
