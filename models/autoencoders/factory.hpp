#pragma once

#include <filesystem>
#include <optional>

#include "models/autoencoders/autoencoder.hpp"
#include "models/autoencoders/corruption.hpp"
#include "models/safetensors.hpp"

namespace antifaz {

/// The network inside variants that leave it open.
enum class AutoencoderNetwork {
  kAuto,            ///< kUpsample for images whose sides the stages divide, else kFullyConnected
  kFullyConnected,  ///< `FullyConnectedAutoencoder`
  kTransposed,      ///< `ConvolutionalAutoencoder` with transposed convolutions
  kUpsample         ///< `ConvolutionalAutoencoder` with upsampling and convolutions
};

/// Every option of every variant; what a variant has no use for it ignores.
struct AutoencoderOptions {
  std::string variant = "upsample";  ///< a name of `autoencoder_variants()`
  std::vector<int64_t> shape;        ///< of one example: [D] or [C, H, W]
  int64_t code = 64;  ///< numbers in a code; that of "gondara" follows from shape and channels
  AutoencoderNetwork network = AutoencoderNetwork::kAuto;
  std::vector<int64_t> widths;  ///< hidden layers or stages; none: the network's default
  bool linear = false;          ///< fully connected without hidden layers
  Likelihood likelihood = Likelihood::kGaussian;
  double dropout = 0.2;                           ///< of the variant "dropout"
  Corruption corruption = Corruption::kGaussian;  ///< of "denoising"
  double noise = 0.1;                             ///< its level
  double sparsity = 1e-3;                         ///< weight of the penalty of "sparse-..."
  double activation = 0.05;                       ///< mean activation of "sparse-kl"
  double contraction = 1e-4;                      ///< weight of the penalty of "contractive"
  double beta = 1;                                ///< weight of the KL term of "variational"
  int64_t warmup = 0;                             ///< epochs until `beta` is reached
  bool whiten = false;                            ///< codes of "pca" have unit variance
};

/// One option as text: for the command line and for cards.
struct AutoencoderOption {
  std::string name, value, help;
};
/// All options but the shape, with their values in `options`.
std::vector<AutoencoderOption> describe(const AutoencoderOptions& options);
/// Sets one from its text. Throws `Error` for a value it can't have; the name must be known.
void set_option(AutoencoderOptions& options, const std::string& name, const std::string& value);

struct AutoencoderVariant {
  const char* name;
  const char* summary;
  std::shared_ptr<Autoencoder> (*make)(const AutoencoderOptions& options);
};
/// The one list of all variants. Whatever is in it can be trained, saved, compared, and is tested.
const std::vector<AutoencoderVariant>& autoencoder_variants();

/// Throws `Error` for an unknown variant or options that don't fit together or the shape.
std::shared_ptr<Autoencoder> make_autoencoder(const AutoencoderOptions& options);

/// Puts every option and the shape into a card, and reads them back. Throws `Error` where the card
/// makes no autoencoder.
void describe(const AutoencoderOptions& options, Card& card);
AutoencoderOptions options_of(const TensorFile& contents, const std::filesystem::path& file);

/// Float32 safetensors whose card holds every option.
void save_autoencoder(const Autoencoder& model, const AutoencoderOptions& options, Card card,
                      const std::filesystem::path& file);

struct LoadedAutoencoder {
  std::shared_ptr<Autoencoder> model;  ///< frozen, in evaluation mode
  AutoencoderOptions options;
  Card card;
};
LoadedAutoencoder load_autoencoder(const std::filesystem::path& file);

}  // namespace antifaz
