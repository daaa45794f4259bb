#include "models/autoencoders/factory.hpp"

#include <torch/types.h>

#include "models/autoencoders/contractive.hpp"
#include "models/autoencoders/convolutional.hpp"
#include "models/autoencoders/denoising.hpp"
#include "models/autoencoders/fully_connected.hpp"
#include "models/autoencoders/generative/importance_weighted.hpp"
#include "models/autoencoders/generative/total_correlation.hpp"
#include "models/autoencoders/generative/variational.hpp"
#include "models/autoencoders/generative/vector_quantised.hpp"
#include "models/autoencoders/generative/wasserstein.hpp"
#include "models/autoencoders/gondara.hpp"
#include "models/autoencoders/kept/centring.hpp"
#include "models/autoencoders/kept/code_distribution.hpp"
#include "models/autoencoders/pca.hpp"
#include "models/autoencoders/residual_denoiser.hpp"
#include "models/autoencoders/sparse.hpp"
#include "models/card_numbers.hpp"
#include "models/weights.hpp"
#include "src/core/error.hpp"

namespace antifaz {
namespace {

using Made = std::shared_ptr<Autoencoder>;
using Network = AutoencoderNetwork;

constexpr int64_t kGondaraChannels = 64;
const std::vector<int64_t> kDenoiserWidths{32, 64, 128};
constexpr char kArchitecture[] = "antifaz-autoencoder";

Made fully_connected(const AutoencoderOptions& o, bool tied, double dropout, int64_t outputs) {
  FullyConnectedOptions options;
  options.tied = tied;
  options.dropout = dropout;
  options.encoder_outputs = outputs;
  if (!o.widths.empty()) options.widths = o.widths;
  if (o.linear) options.widths.clear();
  return std::make_shared<FullyConnectedAutoencoder>(o.shape, o.code, o.likelihood, options);
}

/// How often both sides of images can be halved.
std::size_t halvings(const AutoencoderOptions& o) {
  std::size_t times = 0;
  if (o.shape.size() != 3) return times;
  for (int64_t sides = o.shape[1] | o.shape[2]; sides > 0 && sides % 2 == 0; sides /= 2) ++times;
  return times;
}

Made convolutional(const AutoencoderOptions& o, Upsampling upsampling, double dropout,
                   int64_t outputs) {
  ConvolutionalOptions options;
  options.upsampling = upsampling;
  options.dropout = dropout;
  options.encoder_outputs = outputs;
  if (!o.widths.empty()) {
    options.widths = o.widths;
  } else {
    options.widths.resize(std::max<std::size_t>(1, std::min(options.widths.size(), halvings(o))));
  }
  return std::make_shared<ConvolutionalAutoencoder>(o.shape, o.code, o.likelihood, options);
}

bool stages_divide(const AutoencoderOptions& o) {
  const auto stages = o.widths.empty() ? ConvolutionalOptions().widths.size() : o.widths.size();
  return o.shape.size() == 3 && halvings(o) >= stages;
}

/// The network that the options name, plain.
Made network(const AutoencoderOptions& o, double dropout = 0, int64_t outputs = 0) {
  switch (o.network) {
    case Network::kAuto:
      return stages_divide(o) && !o.linear
                 ? convolutional(o, Upsampling::kNearest, dropout, outputs)
                 : fully_connected(o, false, dropout, outputs);
    case Network::kFullyConnected:
      return fully_connected(o, false, dropout, outputs);
    case Network::kTransposed:
      return convolutional(o, Upsampling::kTransposed, dropout, outputs);
    case Network::kUpsample:
      return convolutional(o, Upsampling::kNearest, dropout, outputs);
  }
  TORCH_CHECK(false, "unknown network");
}

Made sparse(const AutoencoderOptions& o, Sparsity kind) {
  return std::make_shared<SparseAutoencoder>(network(o),
                                             SparseOptions{kind, o.sparsity, o.activation});
}

}  // namespace

const std::vector<AutoencoderVariant>& autoencoder_variants() {
  using O = const AutoencoderOptions&;
  static const std::vector<AutoencoderVariant> kAll = {
      {"pca", "", "principal component analysis, in closed form",
       [](O o) -> Made { return std::make_shared<Pca>(o.shape, o.code, o.whiten); }},
      {"fully-connected", "ae,mlp", "hourglass of fully connected layers",
       [](O o) { return fully_connected(o, false, 0, 0); }},
      {"tied", "", "fully connected, the decoder's weights those of the encoder",
       [](O o) { return fully_connected(o, true, 0, 0); }},
      {"transposed", "deconvolution", "convolutional, upsampling by transposed convolution",
       [](O o) { return convolutional(o, Upsampling::kTransposed, 0, 0); }},
      {"upsample", "convolutional,cnn",
       "convolutional, nearest-neighbour upsampling and convolution",
       [](O o) { return convolutional(o, Upsampling::kNearest, 0, 0); }},
      {"dropout", "", "hidden units dropped while training",
       [](O o) { return network(o, o.dropout); }},
      {"denoising", "dae", "restores corrupted examples",
       [](O o) -> Made {
         return std::make_shared<DenoisingAutoencoder>(network(o),
                                                       CorruptionOptions{o.corruption, o.noise});
       }},
      {"gondara", "",
       "denoising with the wide convolutional network for medical images (Gondara 2016)",
       [](O o) -> Made {
         const int64_t channels = o.widths.empty() ? kGondaraChannels : o.widths.front();
         return std::make_shared<DenoisingAutoencoder>(
             std::make_shared<GondaraAutoencoder>(o.shape, channels),
             CorruptionOptions{o.corruption, o.noise});
       }},
      {"residual-denoiser", "dncnn",
       "denoising with a small U-Net that says what is noise, of any strength",
       [](O o) -> Made {
         return std::make_shared<ResidualDenoiser>(o.shape,
                                                   o.widths.empty() ? kDenoiserWidths : o.widths,
                                                   CorruptionOptions{o.corruption, o.noise});
       }},
      {"sparse-l1", "sparse", "few numbers of a code differ from zero, by an absolute penalty",
       [](O o) { return sparse(o, Sparsity::kL1); }},
      {"sparse-kl", "", "few units are active, by a divergence from a mean activation",
       [](O o) { return sparse(o, Sparsity::kKl); }},
      {"contractive", "cae", "codes that small changes of the input hardly move",
       [](O o) -> Made {
         return std::make_shared<ContractiveAutoencoder>(network(o), o.contraction);
       }},
      {"variational", "vae,beta-vae,sigma-vae", "a probabilistic model that generates",
       [](O o) -> Made {
         return std::make_shared<VariationalAutoencoder>(network(o, 0, 2 * o.code),
                                                         VariationalOptions{o.beta, o.warmup});
       }},
      {"beta-tc", "beta-tc-vae,tc-vae",
       "variational, code numbers that say little of each other (Chen 2018)",
       [](O o) -> Made {
         return std::make_shared<TotalCorrelationAutoencoder>(
             network(o, 0, 2 * o.code), VariationalOptions{o.beta, o.warmup}, o.correlation);
       }},
      {"importance-weighted", "iwae", "variational, on a tighter bound (Burda 2016)",
       [](O o) -> Made {
         return std::make_shared<ImportanceWeightedAutoencoder>(network(o, 0, 2 * o.code), o.draws);
       }},
      {"wae-mmd", "wae", "codes that together look like the prior's draws (Tolstikhin 2018)",
       [](O o) -> Made {
         return std::make_shared<WassersteinAutoencoder>(network(o), o.discrepancy);
       }},
      {"vector-quantised", "vq-vae,vector-quantized",
       "codes of entries of a codebook (van den Oord 2017)",
       [](O o) -> Made {
         return std::make_shared<VectorQuantisedAutoencoder>(
             network(o), VectorQuantisedOptions{o.codebook, o.codeword, o.commitment});
       }},
  };
  return kAll;
}

std::shared_ptr<Autoencoder> make_autoencoder(const AutoencoderOptions& options) {
  std::string all;
  for (const AutoencoderVariant& variant : autoencoder_variants()) {
    if (variant.name == options.variant) return variant.make(options);
    all += (all.empty() ? "" : ", ") + std::string(variant.name);
  }
  throw Error("there is no autoencoder '" + options.variant + "'; there are " + all);
}

void describe(const AutoencoderOptions& options, Card& card) {
  for (const AutoencoderOption& option : describe(options)) card[option.name] = option.value;
  card["rank"] = std::to_string(options.shape.size());
  for (std::size_t i = 0; i < options.shape.size(); ++i) {
    card["extent" + std::to_string(i)] = std::to_string(options.shape[i]);
  }
}

AutoencoderOptions options_of(const TensorFile& contents, const std::filesystem::path& file) {
  AutoencoderOptions options;
  try {
    for (const AutoencoderOption& option : describe(options)) {
      const auto found = contents.card.find(option.name);
      if (found != contents.card.end()) set_option(options, option.name, found->second);
    }
    const auto rank = static_cast<int>(card_number(contents, "rank", 1, 3, file));
    for (int i = 0; i < rank; ++i) {
      options.shape.push_back(
          static_cast<int64_t>(card_number(contents, "extent" + std::to_string(i), 1, 1e6, file)));
    }
    make_autoencoder(options);
  } catch (const Error& error) {
    throw Error(file, std::string("its card makes no autoencoder: ") + error.what());
  }
  return options;
}

void save_autoencoder(const Autoencoder& model, const AutoencoderOptions& options, Card card,
                      const std::filesystem::path& file) {
  card["architecture"] = kArchitecture;
  describe(options, card);
  save_weights(model, card, file, torch::kFloat32);
}

LoadedAutoencoder load_autoencoder(const std::filesystem::path& file) {
  TensorFile contents = read_safetensors(file);
  expect_architecture(contents, kArchitecture, file);
  LoadedAutoencoder loaded{nullptr, options_of(contents, file), contents.card};
  loaded.model = make_autoencoder(loaded.options);
  accept_uncentred(*loaded.model, contents);
  expect_codes(*loaded.model, contents, file);
  load_weights(*loaded.model, contents, file);
  freeze(*loaded.model);
  return loaded;
}

}  // namespace antifaz
