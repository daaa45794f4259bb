#include "pipelines/semi_adversarial/san2018_objective.hpp"

#include <torch/types.h>
#include <torch/utils.h>

#include <cmath>

#include "models/semi_adversarial/prototypes.hpp"
#include "models/semi_adversarial/san2018_frame.hpp"
#include "models/semi_adversarial/san2018_losses.hpp"
#include "models/weights.hpp"
#include "pipelines/training/mixed_precision.hpp"
#include "pipelines/training/scoring.hpp"
#include "src/tensors/image_tensor.hpp"

namespace antifaz {
namespace {

constexpr int64_t kFramesAtOnce = 32;

torch::Tensor as_rgb(const torch::Tensor& grey) { return grey.expand({-1, 3, -1, -1}); }

double number(const torch::Tensor& x) { return x.detach().item<double>(); }

}  // namespace

San2018Objective::San2018Objective(San2018 net, San2018Judges judges, const TrainingFaces& faces,
                                   const San2018Options& options, torch::Device device)
    : net_(std::move(net)),
      judges_(std::move(judges)),
      training_(labelled_faces(faces.training, "training")),
      validation_(labelled_faces(faces.validation, "validation")),
      options_(options),
      device_(device) {
  expect_both_labels(training_, "training");
  prototypes_ = average_faces(training_.chips, training_.labels);
  framed_prototypes_ = to_frame(prototypes_, options.frame).to(device);
  net_->to(device_);
  to_channels_last(*net_);
  judges_.predictor->to(device_);
  judges_.matcher->to(device_);
  freeze(*judges_.predictor);
  freeze(*judges_.matcher);
  for (const auto& watcher : judges_.watchers) watcher->to(device_);
}

San2018Objective::View San2018Objective::view(const FaceDataset& faces, const torch::Tensor& rows,
                                              bool mirrored) const {
  torch::Tensor chips = to_unit_range(faces.chips.index_select(0, rows).to(device_));
  if (mirrored) chips = chips.flip(3);
  View view;
  view.chips = luma_of(chips);
  view.grey = to_frame(view.chips, options_.frame);
  view.labels = faces.labels.index_select(0, rows).to(device_);
  view.mirrored = mirrored;
  return view;
}

torch::Tensor San2018Objective::prototype(const View& view, const torch::Tensor& targets) const {
  const torch::Tensor chosen = framed_prototypes_.index_select(0, targets);
  return view.mirrored ? chosen.flip(3) : chosen;
}

std::vector<torch::Tensor> San2018Objective::outputs(const View& view,
                                                     const std::vector<torch::Tensor>& wanted) {
  const MixedPrecision precision(options_.bfloat16);
  auto images = net_->forward(view.grey, prototype(view, view.labels), wanted);
  for (torch::Tensor& image : images) image = image.to(torch::kFloat32);
  return images;
}

torch::Tensor San2018Objective::predict(const torch::Tensor& grey) {
  return answer(*judges_.predictor, as_rgb(grey), options_.bfloat16);
}

torch::Tensor San2018Objective::replaced(const View& view, const torch::Tensor& output) const {
  return as_rgb((view.chips + from_frame(output - view.grey, options_.frame)).clamp(0, 1));
}

torch::Tensor San2018Objective::embed(const torch::Tensor& chips) {
  return unit_length(answer(*judges_.matcher, chips, options_.bfloat16));
}

Objective::Loss San2018Objective::loss(const torch::Tensor& rows, std::int64_t epoch) {
  const View face = view(training_, rows, torch::rand({1}).item<double>() < 0.5);
  const auto images =
      outputs(face, {prototype(face, face.labels), prototype(face, 1 - face.labels)});
  const torch::Tensor &same = images[0], &opposite = images[1];
  const bool turned = epoch >= options_.turn_epoch;

  if (options_.preset == San2018Preset::kPaper && !turned) {
    const torch::Tensor pixels = san2018::pixel_cross_entropy(same, face.grey);
    return {pixels, {{"pixels", number(pixels)}}};
  }
  const torch::Tensor gender = san2018::gender_terms(predict(same), predict(opposite), face.labels);
  torch::Tensor total = gender;
  NamedValues parts = {{"gender", number(gender)}};
  const auto add = [&](const char* name, const torch::Tensor& term) {
    total = total + term;
    parts.emplace_back(name, number(term));
  };
  const auto known = [&] {
    const torch::NoGradGuard no_grad;
    return embed(as_rgb(face.chips));
  };
  if (options_.preset == San2018Preset::kPaper) {
    add("match", san2018::match_distance(known(), embed(replaced(face, same))));
    return {total, parts};
  }
  add("pixels", (face.grey - same).abs().mean());
  if (turned) {
    add("match",
        options_.match_weight * san2018::mean_match_distance(known(), embed(replaced(face, same)),
                                                             embed(replaced(face, opposite))));
  }
  return {total, parts};
}

NamedValues San2018Objective::validate() {
  const int64_t count = validation_.labels.size(0);
  std::vector<std::vector<torch::Tensor>> logits(3 * judges_.watchers.size());
  double cosines[3] = {}, squared = 0;
  for (int64_t begin = 0; begin < count; begin += kFramesAtOnce) {
    const torch::Tensor rows = torch::arange(begin, std::min(count, begin + kFramesAtOnce));
    const View face = view(validation_, rows, false);
    const torch::Tensor neutral =
        torch::full_like(face.labels, static_cast<int64_t>(Target::kNeutral));
    const auto images = outputs(face, {prototype(face, face.labels), prototype(face, neutral),
                                       prototype(face, 1 - face.labels)});
    const torch::Tensor known = embed(as_rgb(face.chips));
    for (std::size_t k = 0; k < 3; ++k) {
      const torch::Tensor chips = replaced(face, images[k]);
      cosines[k] += number((embed(chips) * known).sum());
      for (std::size_t w = 0; w < judges_.watchers.size(); ++w) {
        logits[k * judges_.watchers.size() + w].push_back(
            judges_.watchers[w]->forward(chips).cpu());
      }
    }
    squared += number((images[2] - face.grey).square().mean({1, 2, 3}).sum());
  }
  NamedValues values;
  const char* names[] = {"same", "neutral", "opposite"};
  for (std::size_t k = 0; k < 3; ++k) {
    for (std::size_t w = 0; w < judges_.watchers.size(); ++w) {
      values.emplace_back(
          std::string(names[k]) + "_auc_" + std::to_string(w),
          gender_auc(torch::cat(logits[k * judges_.watchers.size() + w]), validation_.labels));
    }
    values.emplace_back(std::string(names[k]) + "_cosine", cosines[k] / static_cast<double>(count));
  }
  values.emplace_back("opposite_psnr_db", -10 * std::log10(squared / static_cast<double>(count)));
  return values;
}

}  // namespace antifaz
