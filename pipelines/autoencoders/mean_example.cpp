#include "pipelines/autoencoders/mean_example.hpp"

#include <torch/types.h>

#include "models/autoencoders/kept/centring.hpp"
#include "src/core/number_text.hpp"

namespace antifaz {

double mean_example_error(const Examples& training, const Examples& validation) {
  const torch::Tensor mean = centre_of(training.clean).mean;
  double squares = 0;
  for (const torch::Tensor& some : validation.clean.split(/*examples at once=*/128)) {
    squares += (as_floats(some).cpu() - mean).square().sum().item<double>();
  }
  return squares / static_cast<double>(validation.clean.numel());
}

void tell_if_worse_than_mean(const NamedValues& reached, const AutoencoderData& data,
                             Observer& observer) {
  for (const auto& [name, value] : reached) {
    if (name != "mse") continue;
    const double mean = mean_example_error(data.training, data.validation);
    if (value <= mean) return;
    observer.message("ends worse than the mean of the training examples (squared error " +
                     significant(value, 3) + ", the mean's " + significant(mean, 3) +
                     "): train longer, or with another --learning-rate");
  }
}

}  // namespace antifaz
