#include "pipelines/landmarks/landmark_objective.hpp"

#include <torch/types.h>
#include <torch/utils.h>

#include <algorithm>
#include <cmath>

#include "src/tensors/image_tensor.hpp"

namespace antifaz {
namespace {

// Pixels of a crop: where the logarithm ends, and how bent it is (the paper's of 256 px, scaled).
constexpr double kWing = 6, kBend = 1.5;
constexpr std::uint64_t kValidationSeed = 1u << 20;
/// How far a detector's square is off.
constexpr FaceSampleOptions kAsFound{10, 1.1, 0.05, false};

/// What the network is shown and is to say: [N, 3, 96, 96] bytes, [N, 73, 2].
struct Batch {
  torch::Tensor crops, points;
};

Batch batch_of(const std::vector<FaceSample>& samples) {
  std::vector<cv::Mat> crops;
  const auto count = static_cast<int64_t>(samples.size());
  torch::Tensor points = torch::empty({count, kFacePoints, 2});
  float* to = points.data_ptr<float>();
  for (const FaceSample& sample : samples) {
    crops.push_back(sample.crop);
    for (const cv::Point2f& p : sample.points) {
      *to++ = p.x;
      *to++ = p.y;
    }
  }
  return {to_bgr_bytes(crops), points};
}

torch::Tensor shape_part(const torch::Tensor& points) { return points.slice(1, 0, kShapePoints); }
torch::Tensor five_part(const torch::Tensor& points) { return points.slice(1, kShapePoints); }

}  // namespace

torch::Tensor wing_loss(const torch::Tensor& found, const torch::Tensor& wanted) {
  const torch::Tensor away = (found - wanted).abs() * kLandmarkCrop;
  const double joint = kWing - kWing * std::log1p(kWing / kBend);
  return torch::where(away < kWing, kWing * torch::log1p(away / kBend), away - joint).mean() /
         kWing;
}

LandmarkObjective::LandmarkObjective(LandmarkSources training, LandmarkSources validation,
                                     const LandmarkObjectiveOptions& options)
    : net_(std::make_shared<LandmarkNet>()),
      mean_net_(std::make_shared<LandmarkNet>()),
      mean_("landmarks", net_, mean_net_, options.device),
      training_(std::move(training)),
      validation_(std::move(validation)),
      options_(options) {}

void LandmarkObjective::begin_with(const std::filesystem::path& weights) {
  mean_.begin_with(weights, LandmarkNet::kArchitecture);
}

Objective::Loss LandmarkObjective::loss(const torch::Tensor& rows, std::int64_t) {
  mean_.follow(options_.mean_decay);  // with what the step before left
  const torch::Tensor seeds = torch::randint(std::int64_t{1} << 62, {rows.size(0)}, torch::kInt64);
  std::vector<FaceSample> samples;
  for (int64_t i = 0; i < rows.size(0); ++i) {
    samples.push_back(face_sample(training_, static_cast<std::size_t>(rows[i].item<int64_t>()),
                                  options_.samples,
                                  static_cast<std::uint64_t>(seeds[i].item<int64_t>())));
  }
  const Batch batch = batch_of(samples);
  const torch::Tensor found = net_->forward(batch.crops.to(options_.device)).cpu();
  const torch::Tensor five = wing_loss(five_part(found), five_part(batch.points));
  const torch::Tensor shape = wing_loss(shape_part(found), shape_part(batch.points));
  return {five + shape, {{"five", five.item<double>()}, {"shape", shape.item<double>()}}};
}

std::array<double, 2> LandmarkObjective::errors(const FaceSampleOptions& options) {
  std::array<double, 2> sums{};
  const std::size_t faces = std::min(options_.validation_faces, validation_.faces.size());
  for (std::size_t begin = 0; begin < faces; begin += options_.batch) {
    std::vector<FaceSample> samples;
    for (std::size_t i = begin; i < std::min(begin + options_.batch, faces); ++i) {
      // Spread over the folders, which follow one another.
      const std::size_t face = i * validation_.faces.size() / faces;
      samples.push_back(face_sample(validation_, face, options, kValidationSeed + i));
    }
    const Batch batch = batch_of(samples);
    const torch::Tensor found = mean_net_->forward(batch.crops.to(options_.device)).cpu();
    const torch::Tensor eyes =
        (five_part(batch.points).select(1, 0) - five_part(batch.points).select(1, 1)).norm(2, 1);
    const torch::Tensor away = (found - batch.points).norm(2, 2) / eyes.unsqueeze(1);
    sums[0] += five_part(away).mean(1).sum().item<double>();
    sums[1] += shape_part(away).mean(1).sum().item<double>();
  }
  return {sums[0] / static_cast<double>(faces), sums[1] / static_cast<double>(faces)};
}

NamedValues LandmarkObjective::validate() {
  const auto plain = errors(kAsFound), worsened = errors(options_.samples);
  const NamedValues values = {{"five_error", plain[0]},
                              {"shape_error", plain[1]},
                              {"five_error_worsened", worsened[0]},
                              {"shape_error_worsened", worsened[1]}};
  validated({static_cast<std::int64_t>(mean_.steps()), values, 0});
  return values;
}

}  // namespace antifaz
