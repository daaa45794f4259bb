#pragma once

#include <torch/nn/modules/conv.h>
#include <torch/nn/pimpl.h>

#include <filesystem>

#include "models/conv_blocks.hpp"
#include "models/safetensors.hpp"
#include "models/semi_adversarial/generator_options.hpp"

namespace antifaz {

/// Network I of a semi-adversarial network (Mirjalili et al. 2018), for colour: a convolutional
/// autoencoder with skip connections that proposes a bounded, additive change of an aligned face
/// towards a prototype. It sees the face beside the prototype (an average face) of its target. The
/// last layer starts at zero: an untrained generator changes nothing.
class GeneratorImpl : public torch::nn::Module {
 public:
  explicit GeneratorImpl(const GeneratorOptions& options = {});

  /// Change to add to each chip: [N, 3, S, S] RGB in units of 1, S divisible by 8. `chips` [N, 3,
  /// S, S] RGB in [0, 1]; `targets` int64 [N] of `Target`.
  torch::Tensor forward(const torch::Tensor& chips, const torch::Tensor& targets);

  /// Sets the average faces [3, 3, S, S] in [0, 1], in the order of `Target`.
  void set_prototypes(const torch::Tensor& prototypes);
  const torch::Tensor& prototypes() const { return prototypes_; }
  const GeneratorOptions& options() const { return options_; }
  /// What its changes may do from now on: of `bounds` the two bounds and what keeps the hue.
  void set_bounds(const GeneratorOptions& bounds);

 private:
  GeneratorOptions options_;
  torch::Tensor prototypes_;  ///< buffer
  torch::nn::Conv2d enter_, down1_, down2_, up1_, up2_, head_;
  ResidualBlock middle1_, bottom1_, bottom2_;
};
TORCH_MODULE(Generator);

/// `feather_mask()` as a tensor, [S, S].
torch::Tensor feather_mask_tensor();

/// chips + mask * change, kept in [0, 1]; `mask` as above.
torch::Tensor apply_change(const torch::Tensor& chips, const torch::Tensor& change,
                           const torch::Tensor& mask);

void save_generator(const Generator& generator, Card card, const std::filesystem::path& file);
Generator load_generator(const std::filesystem::path& file);
/// The same of what is read already; errors name `file`.
Generator load_generator(const TensorFile& contents, const std::filesystem::path& file);

}  // namespace antifaz
