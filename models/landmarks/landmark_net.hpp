#pragma once

#include <torch/nn/module.h>
#include <torch/nn/modules/batchnorm.h>
#include <torch/nn/modules/conv.h>
#include <torch/nn/modules/linear.h>

#include <array>
#include <filesystem>
#include <memory>
#include <vector>

#include "models/card.hpp"
#include "models/separable_unit.hpp"

namespace antifaz {

/// Side of the crop that the landmark network looks at, in pixels.
inline constexpr int kLandmarkCrop = 96;

/// Finds the points of a face in a crop of it: 68 and five (`FacePoints`). About 20 million
/// multiplications. Each point is where its map of 24x24 has its mean (Sun et al. 2018, "Integral
/// human pose regression") plus a correction from all of the face, so points may lie outside the
/// crop. Points are those of the person, not of the picture: in a crop that stands on its head the
/// first eye is still the one that would be left were the face upright.
class LandmarkNet : public torch::nn::Module {
 public:
  static constexpr char kArchitecture[] = "antifaz-landmarks";

  LandmarkNet();
  /// Crops [N, 3, 96, 96], BGR, uint8 or float in 0..255. Returns [N, 73, 2]: x and y in parts of
  /// the crop's side, in the order of `FacePoints`' shape, then its landmarks.
  torch::Tensor forward(const torch::Tensor& crops);
  /// The form for use: frozen, batch norms folded. Outputs stay the same within rounding.
  void fold();

 private:
  torch::nn::Conv2d stem_;
  torch::nn::BatchNorm2d stem_norm_;
  torch::Tensor folded_stem_weight_, folded_stem_bias_;
  std::array<std::vector<SeparableUnit>, 4> stages_;  ///< at 48, 24, 12 and 6 pixels
  std::array<torch::nn::Conv2d, 3> laterals_;         ///< of the last three
  std::vector<SeparableUnit> merges_;
  torch::nn::Conv2d maps_;
  torch::nn::Linear correction_;
  torch::Tensor grid_;  ///< [576, 2] middles of the maps' cells, in parts of the side
};

/// Float16 weights with their card; `card` need not name the architecture.
void save_landmark_net(const LandmarkNet& net, Card card, const std::filesystem::path& file);
/// Reads what `save_landmark_net` wrote. Throws `Error` where the file is missing or holds another
/// network.
std::shared_ptr<LandmarkNet> load_landmark_net(const std::filesystem::path& file);

}  // namespace antifaz
