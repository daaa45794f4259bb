#pragma once

#include <cstddef>

#include "models/semi_adversarial/san2018_frame_options.hpp"

namespace antifaz {

/// The two published ways to train the network of 2018.
enum class San2018Preset {
  kPaper,  ///< J_D first, then J_G + J_M (Mirjalili et al. 2018, section 3)
  kCode    ///< CE(SM, y) + CE(OP, 1 - y) + mean |x - SM|, later also the matcher, as in their code
};

struct San2018Options {
  San2018Preset preset = San2018Preset::kCode;
  San2018Frame frame = kPublishedFrame;
  std::size_t batch = 8;
  int turn_epoch = 5;       ///< kPaper: first epoch of J_G + J_M; kCode: first epoch of the matcher
  double match_weight = 8;  ///< kCode; kPaper weighs J_M 1
  bool bfloat16 = false;    ///< train in bfloat16 (`MixedPrecision`)
};

}  // namespace antifaz
