#include "pipelines/detection/detector_objective.hpp"

#include <torch/types.h>
#include <torch/utils.h>

#include <algorithm>
#include <cmath>

#include "models/detection/decode.hpp"
#include "models/detection/exposure.hpp"
#include "models/detection/second_look.hpp"
#include "pipelines/detection/detector_loss.hpp"
#include "pipelines/detection/dice.hpp"
#include "src/face/merge_faces.hpp"
#include "src/tensors/image_tensor.hpp"

namespace antifaz {
namespace {

constexpr std::uint64_t kValidationSeed = 1u << 20, kEmptySeed = 1u << 21;
constexpr double kFalseFinds = 0.002;  // a picture without a face
constexpr double kLowestThreshold = 0.3, kHighestThreshold = 0.9, kAbove = 1e-3;
constexpr double kLeastScore = 0.02, kFoundScore = 0.5, kOverlap = 0.5, kFoundOverlap = 0.4;

/// Share of the true faces between two sides that were found with a score of 0.5.
double recall(const std::vector<PictureMatch>& pictures,
              const std::vector<std::vector<TrueFace>>& truth, double low, double high) {
  double all = 0, found = 0;
  for (std::size_t n = 0; n < pictures.size(); ++n) {
    for (std::size_t i = 0; i < truth[n].size(); ++i) {
      const double side = side_of(truth[n][i].box);
      if (truth[n][i].ignored || side < low || side >= high) continue;
      ++all;
      if (pictures[n].found[i] >= kFoundScore) ++found;
    }
  }
  return found / all;
}

/// False finds with a score of 0.5 a picture that shows no face.
double false_finds(const std::vector<PictureMatch>& pictures,
                   const std::vector<std::vector<TrueFace>>& truth) {
  double count = 0, empty = 0;
  for (std::size_t n = 0; n < pictures.size(); ++n) {
    if (!truth[n].empty()) continue;
    ++empty;
    for (const double score : pictures[n].false_finds) count += score >= kFoundScore;
  }
  return count / empty;
}

}  // namespace

DetectorObjective::DetectorObjective(ComposeSources training, ComposeSources validation,
                                     const DetectorObjectiveOptions& options)
    : net_(std::make_shared<DetectorNet>()),
      mean_net_(std::make_shared<DetectorNet>()),
      mean_("detector", net_, mean_net_, options.device),
      training_(std::move(training)),
      validation_(std::move(validation)),
      options_(options),
      cells_(detector_cells(options.compose.side, options.compose.side)) {}

void DetectorObjective::begin_with(const std::filesystem::path& weights) {
  mean_.begin_with(weights, DetectorNet::kArchitecture);
}

DetectorOutput DetectorObjective::look(DetectorNet& net,
                                       const std::vector<cv::Mat>& pictures) const {
  std::vector<cv::Mat> lit;
  for (const cv::Mat& picture : pictures) lit.push_back(well_lit(picture));
  const DetectorOutput output = net.forward(to_bgr_bytes(lit).to(options_.device));
  return {output.scores.cpu(), output.boxes.cpu(), output.points.cpu()};
}

Objective::Loss DetectorObjective::loss(const torch::Tensor& rows, std::int64_t) {
  mean_.follow(options_.mean_decay);  // with what the step before left
  std::vector<cv::Mat> pictures;
  std::vector<std::vector<ComposedFace>> faces;
  const torch::Tensor seeds = torch::randint(std::int64_t{1} << 62, {rows.size(0)}, torch::kInt64);
  for (int64_t i = 0; i < rows.size(0); ++i) {
    Composition composition =
        compose(training_, options_.compose, static_cast<std::uint64_t>(seeds[i].item<int64_t>()));
    pictures.push_back(std::move(composition.picture));
    faces.push_back(std::move(composition.faces));
  }
  return detector_loss(look(*net_, pictures), cells_, faces);
}

std::vector<std::vector<Face>> DetectorObjective::candidates(const std::vector<cv::Mat>& pictures) {
  const DetectorOutput output = look(*mean_net_, pictures);
  const DetectorCells cells = detector_cells(pictures[0].rows, pictures[0].cols);
  std::vector<std::vector<Face>> found;
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    found.push_back(candidates_of(output, cells, static_cast<int64_t>(i), kGlanceScore));
  }
  return found;
}

// As `search_photo` does, in one size.
std::vector<std::vector<Face>> DetectorObjective::find(const std::vector<cv::Mat>& pictures) {
  std::vector<std::vector<Face>> found;
  for (const cv::Mat& picture : pictures) {
    found.push_back(look_again(picture, merge_faces(candidates({picture})[0]), kLeastScore,
                               [this](const auto& views) { return candidates(views); }));
  }
  return found;
}

double DetectorObjective::threshold() {
  const torch::NoGradGuard no_grad;
  ComposeOptions options = options_.compose;
  options.empty_share = 1;
  options.decoys = false;
  std::vector<cv::Mat> pictures;
  for (std::size_t i = 0; i < options_.empty_pictures; ++i) {
    pictures.push_back(compose(validation_, options, kEmptySeed + i).picture);
  }
  std::vector<double> scores;
  for (const auto& faces : find(pictures)) {
    for (const Face& face : faces) scores.push_back(face.score);
  }
  std::sort(scores.rbegin(), scores.rend());
  const auto allowed = static_cast<std::size_t>(kFalseFinds * double(pictures.size()));
  const double least = scores.size() > allowed ? scores[allowed] + kAbove : 0;
  return std::clamp(least, kLowestThreshold, kHighestThreshold);
}

NamedValues DetectorObjective::validate() {
  std::vector<cv::Mat> pictures;
  std::vector<std::vector<TrueFace>> truth;
  for (std::size_t i = 0; i < options_.validation_pictures; ++i) {
    const Composition composition = compose(validation_, options_.compose, kValidationSeed + i);
    pictures.push_back(composition.picture);
    truth.emplace_back();
    for (const ComposedFace& face : composition.faces) {
      truth.back().push_back({face.box, face.ignored});
    }
  }
  const std::vector<std::vector<Face>> faces = find(pictures);
  std::vector<PictureMatch> exact, found;
  for (std::size_t i = 0; i < faces.size(); ++i) {
    exact.push_back(match_faces(faces[i], truth[i], kOverlap));
    found.push_back(match_faces(faces[i], truth[i], kFoundOverlap));
  }
  const NamedValues values = {{"missed_precision", 1 - average_precision(exact, truth)},
                              {"recall_8_12", recall(found, truth, 8, 12)},
                              {"recall_12_20", recall(found, truth, 12, 20)},
                              {"recall_20_40", recall(found, truth, 20, 40)},
                              {"recall_40_up", recall(found, truth, 40, 1e6)},
                              {"false_finds_on_empty", false_finds(found, truth)},
                              {"threshold", threshold()}};
  validated({static_cast<std::int64_t>(mean_.steps()), values, 0});
  return values;
}

}  // namespace antifaz
