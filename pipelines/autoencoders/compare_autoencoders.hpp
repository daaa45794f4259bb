#pragma once

#include <functional>
#include <string>
#include <vector>

#include "models/autoencoders/factory.hpp"
#include "pipelines/autoencoders/autoencoder_metrics.hpp"

namespace antifaz {

/// One variant after its training.
struct ComparedAutoencoder {
  std::string variant;
  std::string fault;            ///< why there is none; then nothing else is set
  std::int64_t parameters = 0;  ///< numbers that were learned
  std::int64_t code = 0;        ///< numbers in a code
  AutoencoderFigures figures;   ///< on the validation examples
  std::int64_t steps = 0;
  double seconds = 0;   ///< of training
  torch::Tensor shown;  ///< reconstructions of the examples shown, [n, shape...]
};

struct AutoencoderComparison {
  std::size_t training = 0, validation = 0;  ///< examples
  torch::Tensor originals;                   ///< the examples shown, in [0, 1] where images
  std::vector<ComparedAutoencoder> variants;
};

struct AutoencoderComparisonOptions {
  std::vector<AutoencoderOptions> variants;  ///< the shape set in each; no variant twice
  TrainerOptions
      trainer;  ///< of every variant; each has its own folder in `folder`, if that is set
  std::size_t batch = 64;
  torch::Device device = torch::kCPU;
  std::int64_t shown = 10;  ///< validation examples whose reconstructions are kept
  /// Called after every variant with what there is until then, if set.
  std::function<void(const AutoencoderComparison&)> after_each;
};

/// `base` as every variant that can be made so (images only where the shape is none: left out, and
/// told to the observer).
std::vector<AutoencoderOptions> all_variants(const AutoencoderOptions& base, Observer& observer);

/// Trains every variant on the same data with the same seed and budget and measures it on the same
/// validation examples. A variant that fails is an outcome; the others go on. Throws `Error` where
/// there is nothing to train on or to validate with.
AutoencoderComparison compare_autoencoders(const AutoencoderComparisonOptions& options,
                                           const Examples& training, const Examples& validation,
                                           Observer& observer);

/// Its figures as text: a header, then a row a variant. Empty where a variant has none.
std::vector<std::vector<std::string>> comparison_table(const AutoencoderComparison& comparison);

/// That as a table in markdown.
std::string markdown_table(const std::vector<std::vector<std::string>>& table);

}  // namespace antifaz
