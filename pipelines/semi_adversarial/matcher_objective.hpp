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

/// Throws `Error` where the teacher, whose weights `file` holds, gives other embeddings or feature
/// maps than the students of this project do. Precondition: it is frozen and on the CPU.
void expect_teachable(EmbeddingNet& teacher, const std::filesystem::path& file);

/// Teaches a student the teacher's embedding (cosine) and last feature map (mean squared error over
/// its variance) on unlabelled chips. What the teacher says of every chip and its mirror image is
/// computed once, so the student's images are changed in look only. Validation: cosine to the
/// teacher, and TMR at FMR 1 % over all pairs of the labelled subjects.
class MatcherObjective : public Objective {
 public:
  /// Precondition: the teacher is one of `expect_teachable`. Asks it about every chip, which takes
  /// a while; throws `Stopped` where the observer wants it.
  MatcherObjective(std::shared_ptr<EmbeddingNet> student, EmbeddingNet& teacher,
                   const TrainingFaces& faces, const MatcherObjectiveOptions& options,
                   Observer& observer);

  torch::nn::Module& module() override { return *student_; }
  std::size_t size() const override { return training_.size(); }
  std::size_t batch() const override { return options_.batch; }
  Loss loss(const torch::Tensor& rows, std::int64_t epoch) override;
  NamedValues validate() override;

 private:
  /// The teacher's word on each chip, float16: [0] as it is, [1] mirrored.
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
