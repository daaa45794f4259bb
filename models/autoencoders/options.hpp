#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace antifaz {

/// What an autoencoder can be, said without LibTorch.

class Autoencoder;

/// How likely an example is, given its reconstruction, and so what the reconstruction error is.
enum class Likelihood {
  kGaussian,  ///< mean squared error; outputs are any real numbers
  kBernoulli  ///< mean binary cross-entropy; outputs and examples lie in [0, 1]
};

/// What a denoising autoencoder has to undo.
enum class Corruption {
  kNone,           ///< the examples come with their own noise (noisy and clean pairs)
  kMasking,        ///< a share `level` of the numbers becomes 0 (Vincent et al. 2008)
  kGaussian,       ///< added, standard deviation `level`
  kSaltAndPepper,  ///< a share `level` becomes 0 or 1, either as likely
  kPoisson         ///< photon counts: 1 / `level` photons at full brightness
};

/// The network inside variants that leave it open.
enum class AutoencoderNetwork {
  kAuto,            ///< kUpsample for images whose sides the stages divide, else kFullyConnected
  kFullyConnected,  ///< `FullyConnectedAutoencoder`
  kTransposed,      ///< `ConvolutionalAutoencoder` with transposed convolutions
  kUpsample         ///< `ConvolutionalAutoencoder` with upsampling and convolutions
};

/// Where the codes of invented examples come from.
enum class Sampler {
  kPrior,     ///< what a variational autoencoder's training asked codes to be: standard normal
  kGaussian,  ///< one fitted to the codes of the training's examples
  kMixture    ///< a mixture of Gaussians fitted to them
};

/// Every option of every variant; what a variant has no use for it ignores.
struct AutoencoderOptions {
  std::string variant = "upsample";  ///< a name of `autoencoder_variants()`
  std::vector<int64_t> shape;        ///< of one example: [D] or [C, H, W]
  int64_t code = 64;  ///< numbers in a code; "gondara" and "residual-denoiser": from the channels
  AutoencoderNetwork network = AutoencoderNetwork::kAuto;
  std::vector<int64_t> widths;  ///< hidden layers or stages; none: the network's default
  bool linear = false;          ///< fully connected without hidden layers
  Likelihood likelihood = Likelihood::kGaussian;
  double dropout = 0.2;                           ///< of the variant "dropout"
  Corruption corruption = Corruption::kGaussian;  ///< of "denoising"
  double noise = 0.1;                             ///< its level; of "residual-denoiser" the highest
  double sparsity = 1e-3;                         ///< weight of the penalty of "sparse-..."
  double activation = 0.05;                       ///< mean activation of "sparse-kl"
  double contraction = 1e-4;                      ///< weight of the penalty of "contractive"
  double beta = 1;           ///< weight of the KL term of "variational" and "beta-tc"
  int64_t warmup = 0;        ///< epochs until that is reached
  double correlation = 6;    ///< weight of the total correlation of "beta-tc"
  int64_t draws = 5;         ///< that a training step of "importance-weighted" weighs
  double discrepancy = 0.1;  ///< weight of the penalty of "wae-mmd"
  int64_t codebook = 256;    ///< codewords of "vector-quantised"
  int64_t codeword = 4;      ///< numbers of its code that are one
  double commitment = 0.25;  ///< weight of its penalty
  bool whiten = false;       ///< codes of "pca" have unit variance
};

/// One option as text: for the command line and for cards.
struct AutoencoderOption {
  std::string name, value, help;
  std::vector<std::string> choices{};  ///< all values that it can have; none of numbers
};
/// All options but the shape, with their values in `options`.
std::vector<AutoencoderOption> describe(const AutoencoderOptions& options);
/// Sets one from its text. Throws `Error` for a value it can't have; the name must be known.
void set_option(AutoencoderOptions& options, const std::string& name, const std::string& value);

/// A kind of autoencoder; `make` throws `Error` for options that do not fit it.
struct AutoencoderVariant {
  const char* name;
  const char* also;  ///< what it is called elsewhere, with commas; empty
  const char* summary;
  std::shared_ptr<Autoencoder> (*make)(const AutoencoderOptions& options);
};
/// The one list of all variants. Whatever is in it can be trained, saved, compared, and is tested.
const std::vector<AutoencoderVariant>& autoencoder_variants();
/// The names of all variants.
std::vector<std::string> variant_names();
/// Its name, and what else it is called.
std::vector<std::string> names_of(const AutoencoderVariant& variant);

}  // namespace antifaz
