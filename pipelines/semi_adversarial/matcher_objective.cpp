#include "pipelines/semi_adversarial/matcher_objective.hpp"

#include <torch/types.h>
#include <torch/utils.h>

#include "pipelines/training/scoring.hpp"
#include "src/core/metrics.hpp"
#include "src/tensors/image_tensor.hpp"

namespace antifaz {
namespace {

constexpr int64_t kScoringBatch = 64;
constexpr double kMapWeight = 0.5;

/// TMR at FMR 1 % over all pairs of images whose subject has more than one.
double verification_rate(const torch::Tensor& embeddings,
                         const std::vector<std::string>& subjects) {
  const torch::Tensor similarity = embeddings.matmul(embeddings.t());
  const auto at = similarity.accessor<float, 2>();
  std::vector<double> mated, non_mated;
  for (std::size_t i = 0; i < subjects.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const double score = at[static_cast<int64_t>(i)][static_cast<int64_t>(j)];
      (subjects[i] == subjects[j] ? mated : non_mated).push_back(score);
    }
  }
  if (mated.empty() || non_mated.empty()) return std::nan("");
  return true_match_rate_at_fmr(mated, non_mated, 0.01);
}

}  // namespace

MatcherObjective::MatcherObjective(std::shared_ptr<EmbeddingNet> student, EmbeddingNet& teacher,
                                   const FaceDataset& training, const FaceDataset& validation,
                                   const AugmentOptions& augment, std::size_t batch,
                                   torch::Device device, Observer& observer)
    : student_(std::move(student)),
      training_(training),
      validation_(validation),
      augment_(augment),
      batch_(batch),
      device_(device) {
  student_->to(device_);
  teacher.to(device_);
  lesson_ = ask(teacher, training_, observer);
  validation_embeddings_ = embeddings_of(teacher, validation_.chips, device_);
  map_variance_ = lesson_.maps[0].slice(0, 0, 256).to(torch::kFloat32).var().item<double>();
}

MatcherObjective::Lesson MatcherObjective::ask(EmbeddingNet& teacher, const FaceDataset& faces,
                                               Observer& observer) const {
  const torch::NoGradGuard no_grad;
  const auto n = static_cast<int64_t>(faces.size());
  Lesson lesson;
  for (int mirrored = 0; mirrored < 2; ++mirrored) {
    lesson.maps[mirrored] = torch::empty({n, 128, 7, 7}, torch::kHalf);
    lesson.embeddings[mirrored] = torch::empty({n, 128});
    for (int64_t begin = 0; begin < n; begin += kScoringBatch) {
      const int64_t end = std::min(n, begin + kScoringBatch);
      torch::Tensor chips = to_unit_range(faces.chips.slice(0, begin, end).to(device_));
      if (mirrored) chips = chips.flip(3);
      const EmbeddingNet::Output output = teacher.describe(chips);
      lesson.maps[mirrored].slice(0, begin, end).copy_(output.map);
      lesson.embeddings[mirrored].slice(0, begin, end).copy_(output.embedding);
      Progress progress;
      progress.stage = "ask the teacher";
      progress.done = static_cast<std::size_t>(mirrored * n + end);
      progress.total = static_cast<std::size_t>(2 * n);
      observer.progress(progress);
    }
  }
  return lesson;
}

Objective::Loss MatcherObjective::loss(const torch::Tensor& rows, std::int64_t) {
  const bool mirrored = torch::rand({1}).item<double>() < 0.5;
  torch::Tensor chips = to_unit_range(training_.chips.index_select(0, rows).to(device_));
  if (mirrored) chips = chips.flip(3);
  const EmbeddingNet::Output output = student_->describe(augment_look(chips, augment_));
  const torch::Tensor map =
      lesson_.maps[mirrored].index_select(0, rows).to(device_).to(torch::kFloat32);
  const torch::Tensor wanted = lesson_.embeddings[mirrored].index_select(0, rows).to(device_);
  const torch::Tensor distance = (1 - cosine(output.embedding, wanted)).mean();
  const torch::Tensor map_error = torch::mse_loss(output.map, map) / map_variance_;
  return {distance + kMapWeight * map_error,
          {{"distance", distance.item<double>()}, {"map", map_error.item<double>()}}};
}

NamedValues MatcherObjective::validate() {
  const torch::Tensor embeddings = embeddings_of(*student_, validation_.chips, device_);
  return {
      {"cosine", cosine(embeddings, validation_embeddings_).mean().item<double>()},
      {"tmr_at_fmr_1pct", verification_rate(embeddings, validation_.subjects)},
      {"teacher_tmr_at_fmr_1pct", verification_rate(validation_embeddings_, validation_.subjects)}};
}

}  // namespace antifaz
