#pragma once

#include <vector>

#include "models/detection/detector_net.hpp"
#include "pipelines/detection/compose.hpp"
#include "pipelines/training/trainer.hpp"

namespace antifaz {

/// Loss of a batch: quality focal loss of the scores (Li et al. 2020; what is asked of a cell is
/// the root of how well its box fits, YuNet's measure), distance-IoU loss of the boxes (Zheng et
/// al. 2020), smooth L1 of the landmarks in sides of the face; all over the number of cells that
/// have a face. `faces` has one entry a picture.
Objective::Loss detector_loss(const DetectorOutput& output, const DetectorCells& cells,
                              const std::vector<std::vector<ComposedFace>>& faces);

}  // namespace antifaz
