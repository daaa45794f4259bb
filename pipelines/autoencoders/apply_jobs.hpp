#pragma once

#include <cstdint>
#include <filesystem>

#include "models/autoencoders/options.hpp"
#include "models/card.hpp"
#include "pipelines/observer.hpp"
#include "src/core/device.hpp"

namespace antifaz {

/// What a trained autoencoder is good for. Every job throws `Error` where its output can't be
/// written, before it reads anything, and where model or data can't be used. What an output's name
/// makes of it: `write_examples`.

/// The model, how it is used, and where the result goes.
struct ApplyOptions {
  std::filesystem::path model;  ///< weights.safetensors of a training
  std::filesystem::path output;
  Device device;
  std::uint64_t seed = 1;  ///< of whatever is drawn
};

struct ApplyReport {
  std::size_t examples = 0;  ///< written
  std::size_t skipped = 0;   ///< images that could not be read, told to the observer
};

struct ReconstructJob {
  ApplyOptions use;
  std::filesystem::path data;  ///< see `read_examples`
  int limit = 0;               ///< at most so many examples; 0: all
};
struct ReconstructReport : ApplyReport {
  NamedValues figures;  ///< of `AutoencoderFigures`
};
/// A picture shows the first dozen originals above their reconstructions.
ReconstructReport reconstruct(const ReconstructJob& job, Observer& observer);

struct DenoiseJob {
  ApplyOptions use;
  std::filesystem::path data;   ///< noisy examples
  std::filesystem::path clean;  ///< the same without noise, to compare with; or empty
  bool spoil = false;           ///< the data are clean: add the training's noise first
  int limit = 0;                ///< at most so many examples; 0: all
};
struct DenoiseReport : ApplyReport {
  NamedValues noisy, denoised;  ///< how far from the clean ones; empty where there are none
};
/// Of images and vectors. A picture shows clean, noisy and denoised images. Throws `Error` too
/// where noise is to be made that the model was not trained on.
DenoiseReport denoise(const DenoiseJob& job, Observer& observer);

struct EncodeJob {
  ApplyOptions use;            ///< output: .npy, or .csv with the examples' names
  std::filesystem::path data;  ///< see `read_examples`
  int limit = 0;               ///< at most so many examples; 0: all
};
struct EncodeReport : ApplyReport {
  std::int64_t code = 0;  ///< numbers in a code
};
EncodeReport encode(const EncodeJob& job, Observer& observer);

struct DecodeJob {
  ApplyOptions use;
  std::filesystem::path codes;  ///< as `encode` writes them
};
ApplyReport decode(const DecodeJob& job, Observer& observer);

struct GenerateJob {
  ApplyOptions use;
  int count = 32;
  Sampler sampler = Sampler::kMixture;
};
/// Throws `Error` too where the model has not what the sampler needs.
ApplyReport generate(const GenerateJob& job, Observer& observer);

struct InterpolateJob {
  ApplyOptions use;
  std::filesystem::path from, to;  ///< the first example of each
  int steps = 12;                  ///< both ends included
};
ApplyReport interpolate(const InterpolateJob& job, Observer& observer);

/// The card of an autoencoder. Throws `Error` for any other file.
Card autoencoder_card(const std::filesystem::path& model);

}  // namespace antifaz
