#include "models/landmarks/landmark_finder.hpp"

#include <torch/types.h>
#include <torch/utils.h>

#include <algorithm>
#include <string>
#include <utility>

#include "models/landmarks/face_square.hpp"
#include "models/landmarks/landmark_net.hpp"
#include "src/face/alignment.hpp"
#include "src/tensors/image_tensor.hpp"

namespace antifaz {
namespace {

constexpr std::size_t kBatch = 16;  // bounds the memory for a photograph of a crowd

FacePoints points_in(const FaceSquare& square, const float* parts) {
  const auto at = [&](std::size_t i) { return square.to_photo({parts[2 * i], parts[2 * i + 1]}); };
  FacePoints points;
  for (std::size_t i = 0; i < kShapePoints; ++i) points.shape[i] = at(i);
  for (std::size_t i = 0; i < points.landmarks.size(); ++i) {
    points.landmarks[i] = at(kShapePoints + i);
  }
  return points;
}

std::vector<FacePoints> look(LandmarkNet& net, const cv::Mat& bgr,
                             const std::vector<FaceSquare>& squares) {
  const torch::NoGradGuard no_grad;
  std::vector<FacePoints> points;
  for (std::size_t begin = 0; begin < squares.size(); begin += kBatch) {
    const std::size_t end = std::min(begin + kBatch, squares.size());
    std::vector<cv::Mat> crops;
    for (std::size_t i = begin; i < end; ++i) {
      crops.push_back(cut_chip(bgr, squares[i].to_crop(kLandmarkCrop), kLandmarkCrop));
    }
    const torch::Tensor parts = net.forward(to_bgr_bytes(crops)).contiguous();
    for (std::size_t i = begin; i < end; ++i) {
      points.push_back(
          points_in(squares[i], parts.data_ptr<float>() + 2 * kFacePoints * (i - begin)));
    }
  }
  return points;
}

class RefiningDetector : public FaceDetector {
 public:
  RefiningDetector(std::unique_ptr<FaceDetector> detector, const std::filesystem::path& weights)
      : detector_(std::move(detector)), finder_(weights) {}

  std::string name() const override { return detector_->name() + "+landmarks"; }

  std::vector<Face> detect(const cv::Mat& bgr) override {
    std::vector<Face> faces = detector_->detect(bgr);
    refine_landmarks(faces, finder_.find(bgr, faces));
    return faces;
  }

 private:
  std::unique_ptr<FaceDetector> detector_;
  LandmarkFinder finder_;
};

}  // namespace

LandmarkFinder::LandmarkFinder(const std::filesystem::path& weights)
    : net_(load_landmark_net(weights)) {
  net_->fold();
}

std::vector<FacePoints> LandmarkFinder::find(const cv::Mat& bgr,
                                             const std::vector<Face>& faces) const {
  std::vector<FaceSquare> squares;
  for (const Face& face : faces) squares.push_back(square_of(face));
  const std::vector<FacePoints> first = look(*net_, bgr, squares);
  for (std::size_t i = 0; i < faces.size(); ++i) {
    const FaceSquare again = square_through(first[i].landmarks);
    if (fits(again, faces[i].box)) squares[i] = again;
  }
  return look(*net_, bgr, squares);
}

void refine_landmarks(std::vector<Face>& faces, const std::vector<FacePoints>& points) {
  for (std::size_t i = 0; i < faces.size(); ++i) {
    const Landmarks& landmarks = points.at(i).landmarks;
    if (fits(square_through(landmarks), faces[i].box)) faces[i].landmarks = landmarks;
  }
}

std::unique_ptr<FaceDetector> make_refining_detector(std::unique_ptr<FaceDetector> detector,
                                                     const std::filesystem::path& weights) {
  return std::make_unique<RefiningDetector>(std::move(detector), weights);
}

}  // namespace antifaz
