#pragma once

#include <vector>

#include "src/face/face.hpp"

namespace antifaz {

/// Common area over joint area, in [0, 1]; 0 for boxes without area.
double overlap(const cv::Rect2f& left, const cv::Rect2f& right);

/// A detector's candidates -> faces, best score first. Candidates that overlap by more than 0.3 are
/// of the same face, which is the score-weighted mean of those that overlap the best one by 0.6 or
/// more: taking the best one alone (plain non-maximum suppression) makes the points jump by some
/// per cent of the eye distance with the face's place on a network's grid; the mean takes a fifth
/// off that.
std::vector<Face> merge_faces(std::vector<Face> candidates);

}  // namespace antifaz
