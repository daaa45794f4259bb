#pragma once

#include <torch/types.h>
#include <torch/utils.h>

#include <filesystem>

#include "models/landmarks/face_square.hpp"
#include "models/landmarks/landmark_net.hpp"
#include "models/landmarks/shape_points.hpp"
#include "src/face/alignment.hpp"

namespace antifaz::testing {

/// Writes a landmark network that sees nothing and says the same of every crop: the five stand as
/// those of an average face do in the square through them, the shape's points 0 to 67 on a line
/// from the left to the right; all moved by `shift` sides.
inline void write_landmark_net(const std::filesystem::path& file, double shift = 0) {
  const torch::NoGradGuard no_grad;
  LandmarkNet net;
  auto parameters = net.named_parameters();
  parameters["maps.weight"].zero_();
  parameters["maps.bias"].zero_();
  const FaceSquare square = square_through(chip_template());
  torch::Tensor places = parameters["correction.bias"].view({-1, 2});
  for (int64_t i = 0; i < int64_t{kShapePoints}; ++i) {
    places[i][0] = static_cast<double>(i) / 67 - 0.5 + shift;
    places[i][1] = shift;
  }
  for (std::size_t i = 0; i < 5; ++i) {
    const cv::Point2f part = square.to_part(chip_template()[i]);
    const auto row = static_cast<int64_t>(kShapePoints + i);
    places[row][0] = part.x - 0.5 + shift;
    places[row][1] = part.y - 0.5 + shift;
  }
  save_landmark_net(net, {}, file);
}

}  // namespace antifaz::testing
