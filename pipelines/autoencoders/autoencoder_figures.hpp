#pragma once

#include <cstdint>
#include <optional>

#include "src/core/named_values.hpp"

namespace antifaz {

/// What only a variational autoencoder has.
struct VariationalFigures {
  double kl = 0;                  ///< nats by which an example's posterior differs from the prior
  std::int64_t active_units = 0;  ///< of the code
  double bits_per_dimension = 0;  ///< an upper bound, see `bits_per_dimension`
};

/// How well an autoencoder does on examples that it was not trained on.
struct AutoencoderFigures {
  double mse = 0;              ///< mean squared error per number; images count in units of 1
  std::optional<double> psnr;  ///< in dB, mean over images as files hold them
  std::optional<double>
      ssim;             ///< mean over images of at least 11 pixels a side, as files hold them
  double sparsity = 0;  ///< mean of `hoyer_sparsity`
  double zeros = 0;     ///< share of the codes' numbers that are exactly 0
  /// Of a variant with a prior: nats by which the codes of the training's examples together differ
  /// from it, as far as `CodeDistribution`'s Gaussian tells; none where that is not kept or fills
  /// no volume.
  std::optional<double> mismatch;
  std::optional<VariationalFigures> variational;
};

/// The figures by name, those that there are.
NamedValues named(const AutoencoderFigures& figures);

}  // namespace antifaz
