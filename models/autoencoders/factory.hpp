#pragma once

#include <filesystem>

#include "models/autoencoders/autoencoder.hpp"
#include "models/autoencoders/options.hpp"
#include "models/safetensors.hpp"

namespace antifaz {

/// Throws `Error` for an unknown variant or options that don't fit together or the shape.
std::shared_ptr<Autoencoder> make_autoencoder(const AutoencoderOptions& options);

/// Puts every option and the shape into a card, and reads them back. Throws `Error` where the card
/// makes no autoencoder.
void describe(const AutoencoderOptions& options, Card& card);
AutoencoderOptions options_of(const TensorFile& contents, const std::filesystem::path& file);

/// Float32 safetensors whose card holds every option; the distribution of its codes goes with them.
void save_autoencoder(const Autoencoder& model, const AutoencoderOptions& options, Card card,
                      const std::filesystem::path& file);

struct LoadedAutoencoder {
  std::shared_ptr<Autoencoder> model;  ///< frozen, in evaluation mode
  AutoencoderOptions options;
  Card card;
};
LoadedAutoencoder load_autoencoder(const std::filesystem::path& file);

}  // namespace antifaz
