#include "pipelines/semi_adversarial/matcher_objective.hpp"

#include <torch/types.h>
#include <torch/utils.h>

#include <array>
#include <cmath>

#include "pipelines/training/scoring.hpp"
#include "src/core/metrics.hpp"
#include "src/face/alignment.hpp"
#include "src/tensors/image_tensor.hpp"

namespace antifaz {
namespace {

constexpr int64_t kScoringBatch = 64;
constexpr double kMapWeight = 0.5;
/// The last feature map that every student gives of a face.
constexpr std::array<int64_t, 3> kTaughtMap = {128, 7, 7};

bool teaches_map(const EmbeddingNet::Output& output) {
  return output.map.defined() && output.map[0].sizes() == at::IntArrayRef(kTaughtMap);
}

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

int embedding_length(EmbeddingNet& matcher) {
  const torch::NoGradGuard no_grad;
  return static_cast<int>(matcher.forward(torch::zeros({1, 3, kChipSize, kChipSize})).size(1));
}

MatcherObjective::MatcherObjective(std::shared_ptr<EmbeddingNet> student, EmbeddingNet& teacher,
                                   const TrainingFaces& faces,
                                   const MatcherObjectiveOptions& options, Observer& observer)
    : student_(std::move(student)),
      training_(faces.training),
      validation_(faces.validation),
      options_(options) {
  student_->to(options_.device);
  teacher.to(options_.device);
  lesson_ = ask(teacher, training_, observer);
  validation_embeddings_ = embeddings_of(teacher, validation_.chips, options_.device);
  if (!lesson_.maps[0].defined()) return;
  map_variance_ = lesson_.maps[0].slice(0, 0, 256).to(torch::kFloat32).var().item<double>();
}

MatcherObjective::Lesson MatcherObjective::ask(EmbeddingNet& teacher, const FaceDataset& faces,
                                               Observer& observer) const {
  const torch::NoGradGuard no_grad;
  const auto n = static_cast<int64_t>(faces.size());
  Lesson lesson;
  for (int mirrored = 0; mirrored < 2; ++mirrored) {
    torch::Tensor &maps = lesson.maps[mirrored], &embeddings = lesson.embeddings[mirrored];
    for (int64_t begin = 0; begin < n; begin += kScoringBatch) {
      if (observer.wants_stop()) {
        throw Stopped("stopped before the training began; give the same command again");
      }
      const int64_t end = std::min(n, begin + kScoringBatch);
      torch::Tensor chips = to_unit_range(faces.chips.slice(0, begin, end).to(options_.device));
      if (mirrored) chips = chips.flip(3);
      const EmbeddingNet::Output output = teacher.describe(chips);
      if (begin == 0) {
        embeddings = torch::empty({n, output.embedding.size(1)});
        if (teaches_map(output)) {
          maps = torch::empty({n, kTaughtMap[0], kTaughtMap[1], kTaughtMap[2]}, torch::kHalf);
        }
      }
      if (maps.defined()) maps.slice(0, begin, end).copy_(output.map);
      embeddings.slice(0, begin, end).copy_(output.embedding);
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
  torch::Tensor chips = to_unit_range(training_.chips.index_select(0, rows).to(options_.device));
  if (mirrored) chips = chips.flip(3);
  const EmbeddingNet::Output output = student_->describe(augment_look(chips, options_.augment));
  const torch::Tensor wanted =
      lesson_.embeddings[mirrored].index_select(0, rows).to(options_.device);
  const torch::Tensor distance = (1 - cosine(output.embedding, wanted)).mean();
  if (!lesson_.maps[mirrored].defined()) return {distance, {{"distance", distance.item<double>()}}};
  const torch::Tensor map =
      lesson_.maps[mirrored].index_select(0, rows).to(options_.device).to(torch::kFloat32);
  const torch::Tensor map_error = torch::mse_loss(output.map, map) / map_variance_;
  return {distance + kMapWeight * map_error,
          {{"distance", distance.item<double>()}, {"map", map_error.item<double>()}}};
}

NamedValues MatcherObjective::validate() {
  const torch::Tensor embeddings = embeddings_of(*student_, validation_.chips, options_.device);
  return {
      {"cosine", cosine(embeddings, validation_embeddings_).mean().item<double>()},
      {"tmr_at_fmr_1pct", verification_rate(embeddings, validation_.subjects)},
      {"teacher_tmr_at_fmr_1pct", verification_rate(validation_embeddings_, validation_.subjects)}};
}

}  // namespace antifaz
