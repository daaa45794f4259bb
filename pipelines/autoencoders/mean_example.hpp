#pragma once

#include "pipelines/autoencoders/autoencode.hpp"

namespace antifaz {

/// Mean squared error on `validation` of whoever always answers with the mean of the clean training
/// examples: what any training must undercut. Precondition: there are examples of both.
double mean_example_error(const Examples& training, const Examples& validation);

/// Tells the observer where a training reached an "mse" that is no better than that.
void tell_if_worse_than_mean(const NamedValues& reached, const AutoencoderData& data,
                             Observer& observer);

}  // namespace antifaz
