#include "src/tensors/centred_square.hpp"

#include <algorithm>
#include <opencv2/imgproc.hpp>

namespace antifaz {

cv::Mat centred_square(const cv::Mat& image, int side) {
  const int size = std::min(image.rows, image.cols);
  const cv::Rect middle((image.cols - size) / 2, (image.rows - size) / 2, size, size);
  cv::Mat square;
  cv::resize(image(middle), square, {side, side}, 0, 0,
             size > side ? cv::INTER_AREA : cv::INTER_CUBIC);
  return square;
}

}  // namespace antifaz
