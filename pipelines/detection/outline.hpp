#pragma once

#include "pipelines/detection/patch.hpp"

namespace antifaz {

/// An opacity for the patch: all of it, or a rectangle, an ellipse or a soft blob round its box,
/// with an edge between sharp and very soft. 8 bits, of the patch's size.
cv::Mat random_outline(const Patch& patch, cv::RNG& random);

}  // namespace antifaz
