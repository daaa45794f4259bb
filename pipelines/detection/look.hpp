#pragma once

#include <opencv2/core.hpp>

namespace antifaz {

/// What a change of look left of a picture.
struct LookLoss {
  double detail = 1;  ///< the side of the smallest picture that holds as much, in parts of its own
};

/// Changes how a picture was taken and kept, in place: exposure between a tenth of the light and
/// glare, cast, grey, blur, noise, made small and large again, JPEG of quality 20 to 95. Pictures
/// keep their size; about a fifth stays as it is.
LookLoss change_look(cv::Mat& picture, cv::RNG& random);

}  // namespace antifaz
