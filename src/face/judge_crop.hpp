#pragma once

#include <opencv2/core.hpp>

#include "src/face/dnn_description.hpp"
#include "src/face/judge_interfaces.hpp"

namespace antifaz {

/// What a judge from elsewhere looks at, cut out of a face's photograph: 8-bit BGR of
/// `description.size`. A margin needs the face's box.
cv::Mat cut_for_judge(const FaceView& face, const DnnDescription& description);

}  // namespace antifaz
