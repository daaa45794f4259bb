#include "src/face/detection_view.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace antifaz {

DetectionView::DetectionView(const cv::Mat& photo, double scale, double border) {
  const cv::Size size(std::max(1, cvRound(photo.cols * scale)),
                      std::max(1, cvRound(photo.rows * scale)));
  scale_ = {static_cast<double>(size.width) / photo.cols,
            static_cast<double>(size.height) / photo.rows};
  image_ = photo;
  if (size != photo.size()) {
    cv::resize(photo, image_, size, 0, 0, scale < 1 ? cv::INTER_AREA : cv::INTER_LINEAR);
  }
  border_ = cvRound(std::max(size.width, size.height) * border);
  if (border_ > 0) {
    cv::Mat framed;
    cv::copyMakeBorder(image_, framed, border_, border_, border_, border_, cv::BORDER_REPLICATE);
    image_ = framed;
  }
}

cv::Point2f DetectionView::to_photo(cv::Point2f point) const {
  // Pixel centres are whole numbers in both pictures, hence the halves.
  return {static_cast<float>((point.x - border_ + 0.5) / scale_.x - 0.5),
          static_cast<float>((point.y - border_ + 0.5) / scale_.y - 0.5)};
}

cv::Rect2f DetectionView::to_photo(const cv::Rect2f& box) const {
  return {to_photo(box.tl()), to_photo(box.br())};
}

}  // namespace antifaz
