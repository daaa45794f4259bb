#pragma once

#include <vector>

#include "models/autoencoders/autoencoder.hpp"

namespace antifaz {

/// What one number of the code does: decoded codes that differ in it alone.
struct Traversal {
  std::int64_t number = 0;  ///< which number of the code, from 0
  double effect = 0;        ///< root mean square difference of the first and the last image
  at::Tensor images;        ///< float32 [steps, shape...]
};

/// Walks from the mean of `codes` [N, code] along each number, `span` of its standard deviations
/// both ways, in `steps` (at least 2); the `most` numbers that change the image most, largest
/// effect first.
std::vector<Traversal> traversals_of(Autoencoder& model, const at::Tensor& codes,
                                     std::int64_t steps, double span, std::size_t most);

}  // namespace antifaz
