#include <algorithm>
#include <filesystem>
#include <opencv2/objdetect.hpp>

#include "src/core/error.hpp"
#include "src/face/detection_view.hpp"
#include "src/face/face.hpp"
#include "src/face/merge_faces.hpp"

namespace antifaz {
namespace {

constexpr float kMinScore = 0.6f, kSure = 0.9f;
// Longer side of the view. Below about 120 px YuNet throws, below 320 px it places points badly;
// above 640 px it only gets slower.
constexpr double kMinSide = 320, kMaxSide = 640;
constexpr double kBorder = 0.3;
constexpr double kSmallest = 10;    // pixels of the view (Wu et al. 2023)
constexpr double kMinContrast = 1;  // standard deviation, 8-bit levels

/// One candidate: x, y, width, height, five points, score.
Face parse(const float* row) {
  Face face;
  face.box = cv::Rect2f(row[0], row[1], row[2], row[3]);
  for (std::size_t i = 0; i < face.landmarks.size(); ++i) {
    face.landmarks[i] = cv::Point2f(row[4 + 2 * i], row[5 + 2 * i]);
  }
  face.score = row[14];
  face.doubtful = row[14] < kSure;
  return face;
}

/// YuNet sees faces in pure black (score 0.89), so what has no contrast at all is none.
bool is_flat(const cv::Mat& image, const cv::Rect2f& box) {
  const cv::Rect inside = cv::Rect(box) & cv::Rect(0, 0, image.cols, image.rows);
  if (inside.empty()) return true;
  cv::Scalar mean, spread;
  cv::meanStdDev(image(inside), mean, spread);
  return std::max({spread[0], spread[1], spread[2]}) < kMinContrast;
}

class YunetDetector : public FaceDetector {
 public:
  explicit YunetDetector(const std::string& file) {
    if (!std::filesystem::is_regular_file(file)) {
      throw Error(file, "no such file; give the path of a YuNet model (.onnx)");
    }
    try {
      // An NMS threshold of 1 keeps every candidate: `merge_faces` merges them.
      detector_ = cv::FaceDetectorYN::create(file, "", cv::Size(320, 320), kMinScore, 1.f);
      detect(cv::Mat::zeros(320, 320, CV_8UC3));
    } catch (const cv::Exception&) {
      throw Error(file, "is not a YuNet model that OpenCV can read; give its .onnx file");
    }
  }

  std::string name() const override { return "yunet"; }

  std::vector<Face> detect(const cv::Mat& bgr) override {
    const std::vector<Face> faces = look(bgr, 0);
    // A crop so tight that the face fills it needs something around it to be found.
    return faces.empty() ? look(bgr, kBorder) : faces;
  }

  double smallest_face(cv::Size photo) const override {
    const double scale = scale_of(photo, 0);
    const bool strip = std::min(photo.width, photo.height) * scale < kMinShorterSide;
    return kSmallest / (strip ? scale_of(photo, kBorder) : scale);
  }

 private:
  static double scale_of(cv::Size photo, double border) {
    const double side = std::max(photo.width, photo.height) * (1 + 2 * border);
    return std::clamp(side, kMinSide, kMaxSide) / side;
  }

  std::vector<Face> look(const cv::Mat& bgr, double border) {
    const DetectionView view(bgr, scale_of(bgr.size(), border), border);
    // Thin strips still have a shorter side below YuNet's limit.
    if (std::min(view.image().cols, view.image().rows) < kMinShorterSide) return {};
    detector_->setInputSize(view.image().size());
    cv::Mat rows;
    detector_->detect(view.image(), rows);
    std::vector<Face> candidates;
    for (int i = 0; i < rows.rows; ++i) candidates.push_back(parse(rows.ptr<float>(i)));
    std::vector<Face> faces = merge_faces(std::move(candidates));
    faces.erase(std::remove_if(faces.begin(), faces.end(),
                               [&](const Face& face) { return is_flat(view.image(), face.box); }),
                faces.end());
    for (Face& face : faces) {
      face.box = view.to_photo(face.box);
      for (auto& point : face.landmarks) point = view.to_photo(point);
    }
    return faces;
  }

  static constexpr int kMinShorterSide = 128;
  cv::Ptr<cv::FaceDetectorYN> detector_;
};

}  // namespace

std::unique_ptr<FaceDetector> make_yunet_detector(const std::string& onnx_file) {
  return std::make_unique<YunetDetector>(onnx_file);
}

}  // namespace antifaz
