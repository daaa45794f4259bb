#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "models/detection/search_photo.hpp"

namespace antifaz {

/// From this score on something is worth a second look.
inline constexpr double kGlanceScore = 0.2;

/// Looks twice more at each face that is not beyond doubt: alone, upright by its own eyes and large
/// enough to be seen well, then once more mirrored. Its log-odds become the mean of all looks, so a
/// face gains and what only looked like one loses; box and landmarks are the second look's, where
/// it was seen again. Scores below `least` are left out; the best come first. Of more than 300
/// doubtful ones in a picture the best are looked at again.
std::vector<Face> look_again(const cv::Mat& bgr, std::vector<Face> faces, double least,
                             const TileLook& look);

}  // namespace antifaz
