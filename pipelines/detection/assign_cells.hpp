#pragma once

#include <cstdint>
#include <vector>

#include "models/detection/detector_net.hpp"
#include "pipelines/detection/compose.hpp"

namespace antifaz {

/// Which cells of one picture are to find which face.
struct CellAssignment {
  std::vector<std::int64_t> cells, faces;  ///< pairs: index of the cell, index of the face
  std::vector<std::int64_t> ignored;       ///< cells whose score is not judged
};

/// Simplified optimal transport (SimOTA; Ge et al. 2021, YOLOX): a face takes the cells round its
/// middle whose score and box fit it best by now, as many as their boxes already overlap it; a cell
/// that two faces want goes to the better one. Ignored faces take none, and cells inside them are
/// not judged.
/// `scores` [A] and `boxes` [A, 4] are one picture's `DetectorOutput`, without gradients.
CellAssignment assign_cells(const torch::Tensor& scores, const torch::Tensor& boxes,
                            const DetectorCells& cells, const std::vector<ComposedFace>& faces);

}  // namespace antifaz
