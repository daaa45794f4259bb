#pragma once

#include <torch/nn/module.h>
#include <torch/nn/modules/batchnorm.h>
#include <torch/nn/modules/conv.h>

#include <array>
#include <filesystem>
#include <memory>
#include <vector>

#include "models/card.hpp"
#include "models/separable_unit.hpp"

namespace antifaz {

/// Input pixels a cell of each level stands for. A picture's sides must be multiples of the last.
inline constexpr std::array<int, 3> kDetectorStrides = {8, 16, 32};

/// What the network says of each of the A cells of a picture, level by level, row by row.
struct DetectorOutput {
  torch::Tensor scores;  ///< [N, A] logits that a face's middle is here
  torch::Tensor boxes;   ///< [N, A, 4] distances to left, top, right, bottom, in pixels, positive
  torch::Tensor points;  ///< [N, A, 5, 2] landmarks, x and y from the cell's middle, in pixels
};

/// The project's own face detector: anchor-free, at three strides, 132,000 parameters, about 0.1
/// billion multiplications for 320x320. Feature pyramid after Lin et al. (2017), one head for all
/// levels, one score that is both "a face" and how well its box fits (Li et al. 2020).
///
/// Points are those of the person, not of the picture: in a picture that stands on its head the
/// first one is still the eye that would be left were the face upright. So chips come out upright.
class DetectorNet : public torch::nn::Module {
 public:
  static constexpr char kArchitecture[] = "antifaz-detector";

  DetectorNet();
  /// Pictures [N, 3, H, W], BGR, uint8 or float in 0..255; H and W multiples of 32.
  DetectorOutput forward(const torch::Tensor& pictures);
  /// The form for use: frozen, batch norms folded. Outputs stay the same within rounding.
  void fold();

 private:
  torch::nn::Conv2d stem_;
  torch::nn::BatchNorm2d stem_norm_;
  torch::Tensor folded_stem_weight_, folded_stem_bias_;
  std::vector<SeparableUnit> shallow_;                ///< down to the first level
  std::array<std::vector<SeparableUnit>, 3> stages_;  ///< of each level
  std::vector<torch::nn::Conv2d> laterals_;
  std::vector<SeparableUnit> merges_;
  std::vector<SeparableUnit> head_;
  torch::nn::Conv2d score_, shape_;  ///< shape: four distances, ten offsets
  std::vector<SeparableUnit> all_units();
};

/// Middles of the cells of a picture in the order of `DetectorOutput`: [A, 2], pixels; and how many
/// pixels each cell's stride has: [A].
struct DetectorCells {
  torch::Tensor middles, strides;
};
DetectorCells detector_cells(int64_t height, int64_t width);

/// In a card: the score from which on a find is a face.
inline constexpr char kDetectorThreshold[] = "threshold";
/// And the lower one from which on it may be one: between the two it is doubtful.
inline constexpr char kDetectorDoubtful[] = "doubtful";

/// Float16 weights with their card; `card` need not name the architecture.
void save_detector(const DetectorNet& net, Card card, const std::filesystem::path& file);
/// Reads what `save_detector` wrote. Throws `Error` where the file is missing or holds another
/// network.
std::shared_ptr<DetectorNet> load_detector(const std::filesystem::path& file, Card* card = nullptr);

}  // namespace antifaz
