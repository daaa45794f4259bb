#include "pipelines/landmarks/shape_teacher.hpp"

#include <torch/csrc/jit/serialization/import.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <opencv2/imgproc.hpp>

#include "models/landmarks/face_square.hpp"
#include "src/core/error.hpp"
#include "src/face/alignment.hpp"
#include "src/tensors/image_tensor.hpp"

namespace antifaz {
namespace {

constexpr int kSide = 112;
constexpr double kClose = 104. / 132, kWide = 114. / 132;  // parts of `square_through`'s side
constexpr double kSamePlace = 0.08;    // mean distance of the two looks in eye distances
constexpr double kNearLandmark = 0.2;  // of an eye's middle, in eye distances

cv::Point2f middle(const Shape& shape, std::size_t first, std::size_t last) {
  cv::Point2f sum;
  for (std::size_t i = first; i <= last; ++i) sum += shape[i];
  return sum / static_cast<float>(last - first + 1);
}

Shape mean(const Shape& a, const Shape& b) {
  Shape result;
  for (std::size_t i = 0; i < a.size(); ++i) result[i] = (a[i] + b[i]) / 2;
  return result;
}

double distance(const Shape& a, const Shape& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += cv::norm(a[i] - b[i]);
  return sum / static_cast<double>(a.size());
}

}  // namespace

struct ShapeTeacher::Script {
  mutable torch::jit::Module module;

  torch::Tensor operator()(const torch::Tensor& crops) const {
    const torch::NoGradGuard no_grad;
    return module.forward({crops.contiguous()}).toTensor().contiguous();
  }
};

ShapeTeacher::ShapeTeacher(const std::filesystem::path& file) {
  if (!std::filesystem::is_regular_file(file)) throw Error(file, "no such file");
  bool fits = false;
  try {
    script_ = std::make_unique<Script>(Script{torch::jit::load(file.string(), torch::kCPU)});
    script_->module.eval();
    const torch::Tensor output = (*script_)(torch::zeros({2, 3, kSide, kSide}));
    fits = output.sizes() == std::vector<int64_t>{2, kShapePoints, 2} &&
           output.scalar_type() == torch::kFloat32;
  } catch (const std::exception&) {  // what LibTorch says of it fills a screen
  }
  if (!fits) {
    throw Error(file, "is no TorchScript that finds 68 points in pictures of 112x112");
  }
}

ShapeTeacher::~ShapeTeacher() = default;

std::optional<Shape> ShapeTeacher::ask(const cv::Mat& bgr, const Landmarks& landmarks) const {
  FaceSquare close = square_through(landmarks), wide = close;
  close.side *= kClose;
  wide.side *= kWide;
  cv::Mat mirror;
  cv::flip(cut_chip(bgr, wide.to_crop(kSide), kSide), mirror, 1);
  const torch::Tensor parts =
      (*script_)(to_batch({cut_chip(bgr, close.to_crop(kSide), kSide), mirror}));
  const auto at = parts.accessor<float, 3>();
  Shape first, second;
  for (std::size_t i = 0; i < kShapePoints; ++i) {
    const auto k = static_cast<int64_t>(i), j = static_cast<int64_t>(mirrored_points()[i]);
    first[i] = close.to_photo({at[0][k][0], at[0][k][1]});
    second[i] = wide.to_photo({1 - at[1][j][0], at[1][j][1]});
  }
  const Shape shape = mean(first, second);
  const double eyes = cv::norm(landmarks[0] - landmarks[1]);
  const bool same = distance(first, second) < kSamePlace * eyes;
  const bool near = cv::norm(middle(shape, 36, 41) - landmarks[0]) < kNearLandmark * eyes &&
                    cv::norm(middle(shape, 42, 47) - landmarks[1]) < kNearLandmark * eyes;
  if (!same || !near) return std::nullopt;
  return shape;
}

}  // namespace antifaz
