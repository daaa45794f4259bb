#include "src/images/orientation.hpp"

namespace antifaz {

cv::Mat as_stored(const cv::Mat& upright, int orientation) {
  cv::Mat stored;
  switch (orientation) {
    case 2:
      cv::flip(upright, stored, 1);
      return stored;
    case 3:
      cv::rotate(upright, stored, cv::ROTATE_180);
      return stored;
    case 4:
      cv::flip(upright, stored, 0);
      return stored;
    case 5:
      cv::transpose(upright, stored);
      return stored;
    case 6:
      cv::rotate(upright, stored, cv::ROTATE_90_COUNTERCLOCKWISE);
      return stored;
    case 7:
      cv::transpose(upright, stored);
      cv::rotate(stored, stored, cv::ROTATE_180);
      return stored;
    case 8:
      cv::rotate(upright, stored, cv::ROTATE_90_CLOCKWISE);
      return stored;
    default:
      return upright;
  }
}

}  // namespace antifaz
