#include <algorithm>
#include <filesystem>
#include <opencv2/objdetect.hpp>

#include "src/core/error.hpp"
#include "src/face/detection_view.hpp"
#include "src/face/face.hpp"

namespace antifaz {
namespace {

constexpr float kMinScore = 0.6f;
// Longer side of the view. Below about 120 px YuNet throws, below 320 px it places points badly;
// above 640 px it only gets slower.
constexpr double kMinSide = 320, kMaxSide = 640;
constexpr double kBorder = 0.3;
constexpr double kMinContrast = 1;  // standard deviation, 8-bit levels
// Candidates are of the same face above kSameFace overlap; only those above kVote have a say.
constexpr double kSameFace = 0.3, kVote = 0.6;

double overlap(const cv::Rect2f& left, const cv::Rect2f& right) {
  const double common = (left & right).area();
  return common > 0 ? common / (left.area() + right.area() - common) : 0;
}

/// One candidate: x, y, width, height, five points, score.
Face parse(const float* row) {
  Face face;
  face.box = cv::Rect2f(row[0], row[1], row[2], row[3]);
  for (std::size_t i = 0; i < face.landmarks.size(); ++i) {
    face.landmarks[i] = cv::Point2f(row[4 + 2 * i], row[5 + 2 * i]);
  }
  face.score = row[14];
  return face;
}

/// Candidates, best first -> faces: every face is the score-weighted mean of its candidates. Taking
/// the best one instead (plain non-maximum suppression) makes the points jump by some per cent of
/// the eye distance with the face's place on YuNet's grid; the mean takes a fifth off that.
std::vector<Face> vote(const std::vector<Face>& candidates) {
  std::vector<Face> faces;
  std::vector<bool> used(candidates.size());
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (used[i]) continue;
    const Face& best = candidates[i];
    double weight = 0;
    cv::Vec4d box;
    std::array<cv::Point2d, 5> points;
    for (std::size_t j = i; j < candidates.size(); ++j) {
      const Face& other = candidates[j];
      const double same = j == i ? 1 : overlap(best.box, other.box);
      if (used[j] || same <= kSameFace) continue;
      used[j] = true;
      if (same < kVote) continue;
      weight += other.score;
      box += other.score * cv::Vec4d(other.box.x, other.box.y, other.box.width, other.box.height);
      for (std::size_t k = 0; k < points.size(); ++k) {
        points[k] += other.score * cv::Point2d(other.landmarks[k]);
      }
    }
    Face face;
    face.score = best.score;
    box /= weight;
    face.box = cv::Rect2d(box[0], box[1], box[2], box[3]);
    for (std::size_t k = 0; k < points.size(); ++k) face.landmarks[k] = points[k] / weight;
    faces.push_back(face);
  }
  return faces;
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
      // An NMS threshold of 1 keeps every candidate: `vote` merges them.
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

 private:
  std::vector<Face> look(const cv::Mat& bgr, double border) {
    const double side = std::max(bgr.cols, bgr.rows) * (1 + 2 * border);
    const DetectionView view(bgr, std::clamp(side, kMinSide, kMaxSide) / side, border);
    // Thin strips still have a shorter side below YuNet's limit.
    if (std::min(view.image().cols, view.image().rows) < kMinShorterSide) return {};
    detector_->setInputSize(view.image().size());
    cv::Mat rows;
    detector_->detect(view.image(), rows);
    std::vector<Face> candidates;
    for (int i = 0; i < rows.rows; ++i) candidates.push_back(parse(rows.ptr<float>(i)));
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Face& left, const Face& right) { return left.score > right.score; });
    std::vector<Face> faces = vote(candidates);
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
