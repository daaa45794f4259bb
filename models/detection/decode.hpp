#pragma once

#include <vector>

#include "models/detection/detector_net.hpp"
#include "src/face/face.hpp"

namespace antifaz {

/// What the network says of one picture of a batch, as candidates in the picture's pixels: cells
/// whose score, in [0, 1], is at least `least_score`. Several are of one face (`merge_faces`).
std::vector<Face> candidates_of(const DetectorOutput& output, const DetectorCells& cells,
                                int64_t picture, double least_score);

}  // namespace antifaz
