#pragma once

#include <functional>
#include <opencv2/core.hpp>
#include <vector>

#include "src/face/face.hpp"

namespace antifaz {

/// Finds candidates in each of some tiles of one size, in a tile's pixels; several may be of one
/// face.
using TileLook = std::function<std::vector<std::vector<Face>>(const std::vector<cv::Mat>& tiles)>;

struct SearchOptions {
  double min_face = 20;    ///< pixels: smaller faces are not looked for
  double threshold = 0.5;  ///< the score from which on a find is a face
  double doubtful = 0.3;   ///< and from which on it may be one: `Face::doubtful`
};

/// The faces of an 8-bit BGR photograph, best score first: looked for in the sizes and tiles of
/// `plan_search`, a few tiles at once, merged, and each looked at again (`look_again`); `look`
/// tells all above `kGlanceScore`. Where no face is sure, once more turned by a quarter, a half and
/// three quarters, and at last with a border (a crop so tight that the face fills it needs
/// something round it). Of finds of one face in several of these the best score counts: its points
/// fit no other's. Turned back, landmarks keep their order: what was the left eye of the turned
/// picture stays the first point.
std::vector<Face> search_photo(const cv::Mat& bgr, const SearchOptions& options,
                               const TileLook& look);

}  // namespace antifaz
