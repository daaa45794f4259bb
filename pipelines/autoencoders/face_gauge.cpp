#include "pipelines/autoencoders/face_gauge.hpp"

#include <torch/types.h>
#include <torch/utils.h>

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "models/autoencoders/apply.hpp"
#include "models/detection/detector_choice.hpp"
#include "src/core/error.hpp"
#include "src/face/alignment.hpp"
#include "src/tensors/image_tensor.hpp"

namespace antifaz {
namespace {

constexpr std::int64_t kLookedAt = 20;  // images in which faces are looked for
constexpr double kShareOfFaces = 0.9;   // of them
constexpr int kSideForDetector = 160;   // smaller images are enlarged to it
constexpr std::int64_t kChipsAtOnce = 50;

/// `count` of them, evenly spaced, [count].
torch::Tensor evenly_spaced(std::int64_t size, std::int64_t count) {
  return (torch::arange(count) * size).div(count, "floor").to(torch::kLong);
}

/// 8-bit BGR of an image [C, H, W], bytes or floating point.
cv::Mat picture(const torch::Tensor& image) {
  return to_image(as_floats(image).clamp(0, 1).expand({3, -1, -1}));
}

/// Where the faces of some real images lie in them on average; none where too few have one.
std::optional<Landmarks> mean_face(FaceDetector& detector, const torch::Tensor& real) {
  Landmarks sum{};
  int found = 0;
  const torch::Tensor some =
      real.index_select(0, evenly_spaced(real.size(0), std::min(kLookedAt, real.size(0))));
  for (std::int64_t i = 0; i < some.size(0); ++i) {
    cv::Mat image = picture(some[i]);
    const double scale =
        std::max(1.0, static_cast<double>(kSideForDetector) / std::min(image.rows, image.cols));
    cv::resize(image, image, {}, scale, scale, cv::INTER_CUBIC);
    const std::vector<Face> faces = sure_faces(detector.detect(image));
    if (faces.empty()) continue;
    const Landmarks& points = faces[main_face(faces, image.size())].landmarks;
    for (std::size_t k = 0; k < sum.size(); ++k) sum[k] += points[k] / static_cast<float>(scale);
    ++found;
  }
  if (found < kShareOfFaces * static_cast<double>(some.size(0))) return std::nullopt;
  for (cv::Point2f& point : sum) point /= static_cast<float>(found);
  return sum;
}

struct Normal {
  torch::Tensor mean, covariance;  ///< [d], [d, d]
};

Normal normal_of(const torch::Tensor& rows) {
  const torch::Tensor all = rows.to(torch::kDouble), mean = all.mean(0), rest = all - mean;
  return {mean, rest.t().mm(rest) / static_cast<double>(all.size(0) - 1)};
}

}  // namespace

double frechet_distance(const torch::Tensor& left, const torch::Tensor& right) {
  TORCH_CHECK(left.dim() == 2 && right.dim() == 2 && left.size(1) == right.size(1) &&
                  left.size(0) > 1 && right.size(0) > 1,
              "expected two sets of rows [N, d], at least two each");
  const Normal a = normal_of(left), b = normal_of(right);
  // The trace of (S T)^(1/2) is that of (S^(1/2) T S^(1/2))^(1/2), which is symmetric.
  const auto [values, vectors] = torch::linalg_eigh(a.covariance);
  const torch::Tensor root = (vectors * values.clamp_min(0).sqrt()).mm(vectors.t());
  const torch::Tensor both = torch::linalg_eigvalsh(root.mm(b.covariance).mm(root));
  const torch::Tensor traces = a.covariance.trace() + b.covariance.trace();
  const torch::Tensor distance =
      (a.mean - b.mean).square().sum() + traces - 2 * both.clamp_min(0).sqrt().sum();
  return std::max(0.0, distance.item<double>());
}

FaceGauge::FaceGauge(std::shared_ptr<EmbeddingNet> matcher, const cv::Matx23d& frame)
    : matcher_(std::move(matcher)), frame_(frame) {}

std::unique_ptr<FaceGauge> FaceGauge::of(const FaceJudges& judges, const torch::Tensor& real,
                                         Observer& observer) {
  if (judges.matcher.empty() || real.dim() != 4) return nullptr;
  const auto none = [&](const std::string& why) {
    observer.message("no Frechet distance of what is drawn: " + why);
    return nullptr;
  };
  if (real.size(0) < judges.images) {
    return none("it takes " + std::to_string(judges.images) + " images, and there are " +
                std::to_string(real.size(0)) + " to train on");
  }
  const torch::NoGradGuard no_grad;
  try {
    const auto detector = make_detector({{}, {}, judges.detector});
    const std::optional<Landmarks> points = mean_face(*detector, real);
    if (!points) return none("it is of faces, and few of the images show one");
    std::unique_ptr<FaceGauge> gauge(
        new FaceGauge(load_embedding_net(judges.matcher), chip_transform(*points)));
    const bool twice = real.size(0) >= 2 * judges.images;
    const torch::Tensor rows = evenly_spaced(real.size(0), (twice ? 2 : 1) * judges.images);
    const torch::Tensor all = gauge->embeddings(real.index_select(0, rows));
    gauge->real_ = twice ? all.slice(0, 0, c10::nullopt, 2) : all;
    if (twice) {
      gauge->floor_ = frechet_distance(gauge->real_, all.slice(0, 1, c10::nullopt, 2));
    }
    return gauge;
  } catch (const Error& error) {
    return none(error.what());
  }
}

double FaceGauge::distance(const torch::Tensor& drawn) {
  TORCH_CHECK(drawn.size(0) == images(), "the distance depends on how many are drawn");
  const torch::NoGradGuard no_grad;
  return frechet_distance(real_, embeddings(drawn));
}

torch::Tensor FaceGauge::embeddings(const torch::Tensor& images) {
  std::vector<torch::Tensor> parts;
  for (const torch::Tensor& some : images.split(kChipsAtOnce)) {
    std::vector<cv::Mat> chips;
    for (std::int64_t i = 0; i < some.size(0); ++i) {
      chips.push_back(cut_chip(picture(some[i]), frame_));
    }
    parts.push_back(unit_length(matcher_->forward(to_batch(chips))));
  }
  return torch::cat(parts);
}

}  // namespace antifaz
