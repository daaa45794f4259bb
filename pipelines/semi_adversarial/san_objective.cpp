#include "pipelines/semi_adversarial/san_objective.hpp"

#include <torch/types.h>
#include <torch/utils.h>

#include <cmath>

#include "models/semi_adversarial/losses.hpp"
#include "models/semi_adversarial/prototypes.hpp"
#include "models/weights.hpp"
#include "pipelines/training/augment.hpp"
#include "pipelines/training/mixed_precision.hpp"
#include "pipelines/training/scoring.hpp"
#include "src/core/error.hpp"
#include "src/tensors/image_tensor.hpp"

namespace antifaz {
namespace {

constexpr int64_t kCalibration = 300;  // training faces that a typical logit is taken from
constexpr int64_t kNeighbours = 4000;  // labelled training faces that embeddings may lie among
constexpr int64_t kFacesAtOnce = 64;
constexpr int64_t kMatched = 256;   // validation faces that the matcher sees
constexpr int64_t kGallery = 1024;  // of protected faces, for each matcher

/// Mirroring, zoom, shift and rotation before the generator.
const AugmentOptions kOriginalCuts{true, 0.05, 0.02, 5};
/// And between generator and matcher.
const AugmentOptions kMatchCuts{true, 0.12, 0.04, 8};

/// About `n` of them, evenly spaced.
torch::Tensor some_of(const torch::Tensor& all, int64_t n) {
  return all.slice(0, 0, all.size(0), std::max<int64_t>(1, all.size(0) / n));
}

torch::Tensor random_targets(int64_t n, double neutral_share) {
  const double side = (1 - neutral_share) / 2;
  return torch::multinomial(torch::tensor({side, side, neutral_share}), n, /*replacement=*/true);
}

double mean_of(const torch::Tensor& x) { return x.mean().item<double>(); }

}  // namespace

SanObjective::SanObjective(Generator generator, SanJudges judges, const TrainingFaces& faces,
                           const SanOptions& options, torch::Device device)
    : generator_(std::move(generator)),
      judges_(std::move(judges)),
      adapting_(std::make_shared<AdaptingAttackers>(judges_.adapting)),
      training_(faces.training),
      validation_(labelled_faces(faces.validation, "validation")),
      options_(options),
      device_(device),
      mask_(feather_mask_tensor().to(device)),
      classifiers_(state_.register_module("classifiers", panel(judges_.classifiers, 1))),
      strong_(state_.register_module("strong", panel(judges_.strong, options.strong_share))) {
  if (judges_.classifiers.empty()) throw Error("the loop needs at least one gender classifier");
  if (judges_.matchers.empty()) throw Error("the loop needs at least one face matcher");
  expect_both_labels(training_, "training");
  adapting_->to(device_);
  state_.register_module("generator", generator_.ptr());
  state_.register_module("adapting", adapting_);
  if (options.restoring) {
    restorer_ = state_.register_module("restorer",
                                       std::make_shared<AdaptingRestorer>(3e-4, options.bfloat16));
    restorer_->to(device_);
  }
  generator_->to(device_);
  generator_->set_prototypes(average_faces(training_.chips, training_.labels).to(device_));
  const torch::Tensor labelled = some_of((training_.labels >= 0).nonzero().squeeze(1), kNeighbours);
  const torch::Tensor known = training_.chips.index_select(0, labelled);
  const torch::Tensor labels = training_.labels.index_select(0, labelled).to(device_);
  for (const auto& matcher : judges_.matchers) {
    matcher->to(device_);
    freeze(*matcher);
    const MixedPrecision precision(options_.bfloat16);
    const torch::Tensor embeddings = embeddings_of(*matcher, known, device_).to(device_);
    neighbours_.emplace_back(embeddings, labels);
    galleries_.push_back(
        state_.register_module("gallery" + std::to_string(galleries_.size()),
                               std::make_shared<ProtectedGallery>(kGallery, embeddings.size(1))));
    galleries_.back()->to(device_);
  }
  for (const auto& judge : judges_.watchers) judge->to(device_);
}

std::shared_ptr<ClassifierPanel> SanObjective::panel(
    const std::vector<std::shared_ptr<GenderJudge>>& judges, double share) const {
  const ClassifierPanelOptions options{options_.strength, options_.independence_weight, share,
                                       options_.bfloat16};
  return std::make_shared<ClassifierPanel>(judges, some_of(training_.chips, kCalibration), options,
                                           device_);
}

torch::Tensor SanObjective::protect(const torch::Tensor& chips, const torch::Tensor& targets) {
  torch::Tensor change;
  {
    const MixedPrecision precision(options_.bfloat16);
    change = generator_->forward(chips, targets);
  }
  return apply_change(chips, change.to(torch::kFloat32), mask_);
}

SanObjective::Batch SanObjective::protect_batch(const torch::Tensor& rows) {
  Batch batch;
  batch.chips = augment_geometry(to_unit_range(training_.chips.index_select(0, rows).to(device_)),
                                 kOriginalCuts)
                    .contiguous(at::MemoryFormat::ChannelsLast);
  batch.labels = training_.labels.index_select(0, rows).to(device_);
  batch.targets = random_targets(batch.chips.size(0), options_.neutral_share).to(device_);
  batch.result = protect(batch.chips, batch.targets);
  return batch;
}

torch::Tensor SanObjective::seen_again(const torch::Tensor& faces) const {
  return augment_look(augment_geometry(faces, options_.augment), options_.augment);
}

SanObjective::Restored SanObjective::restore(const Batch& batch) {
  if (!restorer_) return {};
  // Half of a batch: it works at full size, so it costs as much as the generator.
  const int64_t some = std::max<int64_t>(1, batch.chips.size(0) / 2);
  const torch::Tensor changed = batch.result.slice(0, 0, some);
  const double taken_back = restorer_->learn(changed, batch.chips.slice(0, 0, some));
  return {seen_again(restorer_->undone(changed)), taken_back};
}

SanObjective::Attacked SanObjective::attack(const torch::Tensor& view,
                                            const torch::Tensor& labels) {
  if (adapting_->empty()) return {torch::zeros({}, view.options()), 1};
  const double bits = adapting_->learn(view, labels);
  return {adapting_->gap(view, labels), bits};
}

SanObjective::Matched SanObjective::match(const Batch& batch) {
  // Half of a batch is enough for the matcher, the most expensive judge of all steps.
  const int64_t some = std::max<int64_t>(1, batch.chips.size(0) / 2);
  const auto which = static_cast<std::size_t>(
      torch::randint(static_cast<int64_t>(judges_.matchers.size()), {1}).item<int64_t>());
  EmbeddingNet& matcher = *judges_.matchers[which];
  // Both versions are cut alike, but each time otherwise: other matchers cut faces in other ways.
  const torch::Tensor both = augment_geometry(
      torch::cat({batch.chips.slice(0, 0, some), batch.result.slice(0, 0, some)}, 1), kMatchCuts);
  torch::Tensor known;
  {
    const torch::NoGradGuard no_grad;
    known = answer(matcher, both.slice(1, 0, 3), options_.bfloat16);
  }
  const torch::Tensor seen = answer(matcher, both.slice(1, 3), options_.bfloat16);
  const torch::Tensor told = galleries_[which]->told(seen, known);
  galleries_[which]->add(seen, batch.labels.slice(0, 0, some));
  return {match_loss(seen, known, options_.match_enough),
          gender_loss(neighbours_[which].logit(seen, known), batch.targets.slice(0, 0, some), 1),
          told, mean_of(cosine(seen.detach(), known))};
}

SanObjective::Kept SanObjective::likeness(const Batch& batch) const {
  const torch::Tensor ssim = structural_similarity(batch.result, batch.chips);
  const torch::Tensor rms = (batch.result - batch.chips).square().mean({1, 2, 3}).add(1e-8).sqrt();
  return {torch::relu(options_.ssim_enough - ssim).mean(),
          torch::relu(rms / options_.pixel_enough - 1).mean(), mean_of(ssim.detach()),
          -20 * std::log10(mean_of(rms.detach()))};
}

Objective::Loss SanObjective::loss(const torch::Tensor& rows, std::int64_t) {
  // All draw from one sequence of random numbers: their order is part of the result.
  const Batch batch = protect_batch(rows);
  const torch::Tensor view = seen_again(batch.result);
  const Restored restored = restore(batch);
  const torch::Tensor gender = classifiers_->loss(view, restored.faces, batch.targets, batch.labels,
                                                  options_.classifiers_a_step);
  const torch::Tensor strong = strong_->loss(view, {}, batch.targets, batch.labels, 1);
  const Attacked attacked = attack(view, batch.labels);
  const Matched matched = match(batch);
  const Kept kept = likeness(batch);
  return {options_.gender_weight * gender + options_.strong_weight * strong +
              options_.match_weight * matched.match +
              options_.neighbour_weight * matched.neighbours +
              options_.gallery_weight * matched.gallery + options_.adapting_weight * attacked.told +
              options_.ssim_weight * kept.structure + options_.pixel_weight * kept.pixels,
          {{"gender", gender.item<double>()},
           {"strong", strong.item<double>()},
           {"gallery", matched.gallery.item<double>()},
           {"attackers_bits", attacked.bits},
           {"taken_back", restored.taken_back},
           {"neighbours", matched.neighbours.item<double>()},
           {"match", matched.match.item<double>()},
           {"cosine", matched.cosine},
           {"ssim", kept.ssim},
           {"psnr_db", kept.psnr_db}}};
}

torch::Tensor SanObjective::protect_all(const torch::Tensor& targets) {
  std::vector<torch::Tensor> parts;
  for (int64_t begin = 0; begin < targets.size(0); begin += kFacesAtOnce) {
    const int64_t end = std::min(targets.size(0), begin + kFacesAtOnce);
    const torch::Tensor chips = to_unit_range(validation_.chips.slice(0, begin, end).to(device_));
    const torch::Tensor result = protect(chips, targets.slice(0, begin, end).to(device_));
    parts.push_back(result.mul(255).round().to(torch::kUInt8).cpu());
  }
  return torch::cat(parts);
}

NamedValues SanObjective::validate() {
  const torch::Tensor& labels = validation_.labels;
  struct Case {
    const char* name;
    torch::Tensor targets;
  };
  const Case cases[] = {
      {"opposite", 1 - labels},
      {"neutral", torch::full_like(labels, static_cast<int64_t>(Target::kNeutral))},
      {"random", torch::randint(0, 2, labels.sizes(), torch::kInt64)}};
  // The matcher is slow: its mean needs no more faces than these.
  const torch::Tensor before =
      embeddings_of(*judges_.matchers[0], validation_.chips.slice(0, 0, kMatched), device_);
  NamedValues values;
  for (const Case& one : cases) {
    const torch::Tensor faces = protect_all(one.targets);
    for (std::size_t i = 0; i < judges_.watchers.size(); ++i) {
      values.emplace_back(std::string(one.name) + "_auc_" + std::to_string(i),
                          gender_auc(gender_logits(*judges_.watchers[i], faces, device_), labels));
    }
    const int64_t some = std::min(kMatched, faces.size(0));
    const torch::Tensor after =
        embeddings_of(*judges_.matchers[0], faces.slice(0, 0, some), device_);
    values.emplace_back(std::string(one.name) + "_cosine", mean_of(cosine(before, after)));
    values.emplace_back(
        std::string(one.name) + "_neighbours_auc",
        gender_auc(neighbours_[0].logit(after.to(device_), before.to(device_)).cpu(),
                   labels.slice(0, 0, some)));
  }
  return values;
}

}  // namespace antifaz
