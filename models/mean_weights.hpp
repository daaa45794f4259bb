#pragma once

#include <torch/nn/module.h>

namespace antifaz {

/// Takes `mean`, a module of the same kind as `net`, a step further as the running mean of its
/// weights (Polyak & Juditsky 1992), which at a constant rate does what a falling rate else would:
/// it keeps `decay` of itself, less during the first of its `steps`. Counters are copied.
void follow_weights(torch::nn::Module& mean, const torch::nn::Module& net, double decay,
                    double steps);

}  // namespace antifaz
