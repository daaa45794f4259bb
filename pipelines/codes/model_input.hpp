#pragma once

#include <cstdint>
#include <filesystem>

#include "pipelines/observer.hpp"
#include "src/core/device.hpp"

namespace antifaz {

struct AutoencoderOptions;
struct NamedExamples;

/// An autoencoder, and the examples that it is given.
struct ModelInput {
  std::filesystem::path model;  ///< weights.safetensors of 'antifaz autoencoder train'
  std::filesystem::path data;   ///< images or vectors of the model's shape
  int limit = 0;                ///< at most so many of them, evenly spaced; 0: all
  Device device{};
  std::uint64_t seed = 1;
};

/// Reads examples of the model's shape and tells the observer of each that can't be read.
NamedExamples read_for_model(const AutoencoderOptions& options, const std::filesystem::path& data,
                             int limit, Observer& observer);

}  // namespace antifaz
