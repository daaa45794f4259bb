#pragma once

#include <functional>
#include <vector>

#include "models/autoencoders/options.hpp"
#include "pipelines/autoencoders/autoencode.hpp"
#include "pipelines/autoencoders/autoencoder_comparison.hpp"
#include "pipelines/autoencoders/face_judges.hpp"
#include "src/core/device.hpp"

namespace antifaz {

struct AutoencoderComparisonOptions {
  std::vector<AutoencoderOptions> variants;  ///< the shape set in each; no variant twice
  TrainerOptions
      trainer;  ///< of every variant; each has its own folder in `folder`, if that is set
  std::size_t batch = 64;
  Device device;
  std::int64_t shown = 10;  ///< validation examples whose reconstructions are kept, and as many
                            ///< images drawn with each sampler
  std::int64_t seeds = 1;   ///< trainings of each variant: the trainer's seed and the next ones
  FaceJudges judges;        ///< of what is drawn
  /// Called after every variant with what there is until then, if set.
  std::function<void(const AutoencoderComparison&)> after_each;
};

/// `base` as every variant that can be made so (images only where the shape is none: left out, and
/// told to the observer).
std::vector<AutoencoderOptions> all_variants(const AutoencoderOptions& base, Observer& observer);

/// Trains every variant on the same data with the same seeds and budget and measures it on the same
/// validation examples. Several trainings of one have folders seed1, seed2, ... in its own. A
/// variant that fails, for whatever reason, is an outcome; the others go on. Throws `Error` where
/// there is nothing to train on or to validate with, `Stopped` where the observer wants it.
AutoencoderComparison compare_variants(const AutoencoderComparisonOptions& options,
                                       const Examples& training, const Examples& validation,
                                       Observer& observer);

}  // namespace antifaz
