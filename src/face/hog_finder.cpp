#include "src/face/hog_finder.hpp"

#include <dlib/image_processing/frontal_face_detector.h>
#include <dlib/opencv/cv_image.h>

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "src/face/detection_view.hpp"

namespace antifaz {
namespace {

// Longer side of the view. Its time goes with the area (0.1 s a megapixel); at 320 px it finds
// faces of a quarter of a small photograph's side, at 1,600 px of a twentieth of a large one's.
constexpr double kMinSide = 320, kMaxSide = 1600;
// Second try where nothing was found: tight crops need a border, small faces an enlargement.
constexpr double kBorder = 0.3, kEnlarge = 1.5;
constexpr double kWindow = 80;  // side of what dlib's detector looks at, in pixels of the view

double scale_of(cv::Size photo) {
  const double side = std::max(photo.width, photo.height);
  return std::clamp(side, kMinSide, kMaxSide) / side;
}

}  // namespace

struct HogFinder::Detector {
  dlib::frontal_face_detector run = dlib::get_frontal_face_detector();
};

HogFinder::HogFinder() : detector_(std::make_unique<Detector>()) {}
HogFinder::~HogFinder() = default;

std::vector<HogFinder::Found> HogFinder::find(const cv::Mat& bgr) {
  const auto found = look(bgr, scale_of(bgr.size()), 0);
  if (!found.empty()) return found;
  const double side = std::max(bgr.cols, bgr.rows);
  return look(bgr, std::clamp(kEnlarge * side, kMinSide, kMaxSide) / side, kBorder);
}

double HogFinder::smallest(cv::Size photo) { return kWindow / scale_of(photo); }

std::vector<HogFinder::Found> HogFinder::look(const cv::Mat& bgr, double scale, double border) {
  const DetectionView view(bgr, scale, border);
  cv::Mat grey;
  cv::cvtColor(view.image(), grey, cv::COLOR_BGR2GRAY);
  std::vector<dlib::rect_detection> rows;
  detector_->run(dlib::cv_image<unsigned char>(grey), rows);
  std::vector<Found> found;
  for (const auto& row : rows) {
    const cv::Rect2f box(static_cast<float>(row.rect.left()), static_cast<float>(row.rect.top()),
                         static_cast<float>(row.rect.width()),
                         static_cast<float>(row.rect.height()));
    found.push_back({view.to_photo(box), row.detection_confidence});
  }
  return found;  // dlib sorts by confidence
}

}  // namespace antifaz
