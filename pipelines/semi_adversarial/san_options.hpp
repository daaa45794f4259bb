#pragma once

#include <cstddef>

#include "pipelines/training/augment_options.hpp"

namespace antifaz {

/// How the generator is trained: what each wish weighs, and when it is fulfilled.
struct SanOptions {
  std::size_t batch = 32;
  double gender_weight = 1.0;
  double strength =
      1.2;  ///< logit wanted for a male target, in units of the classifier's typical logit
  double neutral_share = 0.2;  ///< of the targets; the others are half female, half male
  double match_weight = 10.0;
  double match_enough = 0.9;         ///< cosine beyond which more likeness earns nothing
  double independence_weight = 0.5;  ///< of `independence_loss`, beside each classifier's loss
  double strong_weight = 1;          ///< of the strong classifiers' loss
  double strong_share = 0.25;        ///< of a batch that a strong classifier looks at
  double gallery_weight = 0.1;       ///< of what a gallery of protected faces tells
  double neighbour_weight = 0.1;     ///< of what a matcher's embedding says by its neighbours
  double adapting_weight = 0.1;      ///< of what adapting attackers can tell
  double ssim_weight = 20.0;
  double ssim_enough = 0.95;  ///< SSIM beyond which more likeness earns nothing
  double pixel_weight = 1.0;
  double pixel_enough = 0.03;  ///< root mean square change that costs nothing (0.03 is 30.5 dB)
  std::size_t classifiers_a_step = 3;  ///< of those in the loop, drawn at random
  bool restoring = false;  ///< the last of these looks at what an `AdaptingRestorer` made of faces
  bool bfloat16 = false;   ///< compute the networks in bfloat16 (`MixedPrecision`)
  AugmentOptions
      augment;  ///< between generator and classifiers, so that changes survive rescaling and light
};

}  // namespace antifaz
