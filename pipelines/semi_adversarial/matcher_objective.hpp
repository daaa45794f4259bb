#pragma once

#include <memory>

#include "models/judges/embedding_net.hpp"
#include "pipelines/training/augment.hpp"
#include "pipelines/training/trainer.hpp"
#include "pipelines/training/training_data.hpp"

namespace antifaz {

struct MatcherObjectiveOptions {
  AugmentOptions augment;
  std::size_t batch = 64;
  torch::Device device = torch::kCPU;
};

/// How long the embeddings of a matcher on the CPU are.
int embedding_length(EmbeddingNet& matcher);

/// Teaches a student the teacher's embedding (cosine) and, where it gives one of a student's shape,
/// last feature map (mean squared error over its variance) on unlabelled chips. What the teacher
/// says of every chip and its mirror image is computed once, so the student's images are changed in
/// look only. Validation: cosine to the teacher, and TMR at FMR 1 % over all pairs of the labelled
/// subjects.
class MatcherObjective : public Objective {
 public:
  /// Precondition: both give embeddings of one length. Asks the teacher about every chip, which
  /// takes a while; throws `Stopped` where the observer wants it.
  MatcherObjective(std::shared_ptr<EmbeddingNet> student, EmbeddingNet& teacher,
                   const TrainingFaces& faces, const MatcherObjectiveOptions& options,
                   Observer& observer);

  torch::nn::Module& module() override { return *student_; }
  std::size_t size() const override { return training_.size(); }
  std::size_t batch() const override { return options_.batch; }
  Loss loss(const torch::Tensor& rows, std::int64_t epoch) override;
  NamedValues validate() override;

 private:
  /// The teacher's word on each chip, [0] as it is, [1] mirrored: maps in float16, undefined
  /// without any to learn from.
  struct Lesson {
    torch::Tensor maps[2], embeddings[2];
  };
  Lesson ask(EmbeddingNet& teacher, const FaceDataset& faces, Observer& observer) const;

  std::shared_ptr<EmbeddingNet> student_;
  FaceDataset training_, validation_;
  MatcherObjectiveOptions options_;
  Lesson lesson_;
  torch::Tensor validation_embeddings_;
  double map_variance_ = 1;
};

}  // namespace antifaz
