#pragma once

#include <cstdint>
#include <opencv2/core.hpp>
#include <vector>

#include "pipelines/detection/compose_sources.hpp"

namespace antifaz {

/// A face that was pasted, in the picture's pixels.
struct ComposedFace {
  cv::Rect2f box;  ///< may reach over the picture's edge
  Landmarks points;
  /// Too small, blurred, or too little of it in the picture to be asked for: neither finding nor
  /// missing it is wrong.
  bool ignored = false;
};

struct Composition {
  cv::Mat picture;  ///< 8-bit BGR, square
  std::vector<ComposedFace> faces;
};

struct ComposeOptions {
  int side = 320;             ///< of the picture
  double empty_share = 0.15;  ///< pictures without a face
  bool decoys = true;         ///< paste pieces of backgrounds and faces out of order as well
};

/// A picture with faces at places that are known: faces pasted on a background at 6 to 300 px, most
/// of them small and within 30 degrees of upright; or one crop that fills the picture; or crops
/// edge to edge; or no face. Pieces of backgrounds and faces out of order are pasted like faces
/// are, so that no edge of a paste tells. The same seed gives the same picture.
Composition compose(const ComposeSources& sources, const ComposeOptions& options,
                    std::uint64_t seed);

}  // namespace antifaz
