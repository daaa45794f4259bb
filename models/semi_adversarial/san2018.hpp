#pragma once

#include <torch/nn/modules/container/sequential.h>
#include <torch/nn/pimpl.h>

#include <filesystem>
#include <vector>

#include "models/safetensors.hpp"
#include "models/semi_adversarial/san2018_frame.hpp"

namespace antifaz {

/// Network I as published in 2018 (Mirjalili, Raschka, Namboodiri, Ross: "Semi-adversarial
/// networks", ICB 2018), 324,248 parameters: a convolutional autoencoder of a grey face beside the
/// prototype of its own gender, whose 128 features are combined with a prototype once more, by one
/// 1x1 convolution. With its own gender's prototype there it gives the SM output, with the
/// opposite's OP, with the mean of both NT. Layers are named as in the authors' weights.
class San2018Impl : public torch::nn::Module {
 public:
  static constexpr char kArchitecture[] = "semi-adversarial autoencoder, Mirjalili et al. ICB 2018";
  static constexpr int kSide = 224;  ///< of the published faces; any size divisible by 4 works

  San2018Impl();

  /// One output [N, 1, H, W] in [0, 1] for each of `prototypes`. `faces` [N, 1, H, W] and all
  /// prototypes [N, 3, H, W] in [0, 1], H and W divisible by 4; `own` is the prototype of each
  /// face's own gender.
  std::vector<torch::Tensor> forward(const torch::Tensor& faces, const torch::Tensor& own,
                                     const std::vector<torch::Tensor>& prototypes);

  torch::nn::Sequential autoencoder, protocombiner;
};
TORCH_MODULE(San2018);

/// Frozen. Throws `Error` where the file holds other weights.
San2018 load_san2018(const std::filesystem::path& file);
/// The frame in a file's card; `kPublishedFrame` where it has none, as the authors' weights.
San2018Frame san2018_frame(const std::filesystem::path& file);
/// The same of what is read already; errors name `file`.
San2018 load_san2018(const TensorFile& contents, const std::filesystem::path& file);
San2018Frame san2018_frame(const TensorFile& contents, const std::filesystem::path& file);
void save_san2018(const San2018& net, const San2018Frame& frame, Card card,
                  const std::filesystem::path& file);

}  // namespace antifaz
