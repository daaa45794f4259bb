#include "models/detection/decode.hpp"

#include <torch/types.h>

#include <cmath>

namespace antifaz {

std::vector<Face> candidates_of(const DetectorOutput& output, const DetectorCells& cells,
                                int64_t picture, double least_score) {
  const torch::Tensor scores = output.scores[picture].contiguous();
  const torch::Tensor boxes = output.boxes[picture].contiguous();
  const torch::Tensor points = output.points[picture].contiguous();
  const torch::Tensor middles = cells.middles.contiguous();
  const float* logit = scores.data_ptr<float>();
  const double least = std::log(least_score / (1 - least_score));
  std::vector<Face> faces;
  for (int64_t i = 0; i < scores.size(0); ++i) {
    if (logit[i] < least) continue;
    const float* middle = middles.data_ptr<float>() + 2 * i;
    const float* far = boxes.data_ptr<float>() + 4 * i;
    const float* point = points.data_ptr<float>() + 10 * i;
    Face face;
    face.box = {middle[0] - far[0], middle[1] - far[1], far[0] + far[2], far[1] + far[3]};
    face.score = 1 / (1 + std::exp(-double(logit[i])));
    for (std::size_t k = 0; k < face.landmarks.size(); ++k) {
      face.landmarks[k] = {middle[0] + point[2 * k], middle[1] + point[2 * k + 1]};
    }
    faces.push_back(face);
  }
  return faces;
}

}  // namespace antifaz
