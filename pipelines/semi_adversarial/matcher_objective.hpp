#pragma once

#include <memory>

#include "models/judges/embedding_net.hpp"
#include "pipelines/training/augment.hpp"
#include "pipelines/training/trainer.hpp"
#include "src/tensors/face_dataset.hpp"

namespace antifaz {

/// Teaches a student the teacher's embedding (cosine) and last feature map (mean squared error over
/// its variance) on unlabelled chips. What the teacher says of every chip and its mirror image is
/// computed once, so the student's images are changed in look only. Validation: cosine to the
/// teacher, and TMR at FMR 1 % over all pairs of the labelled subjects.
class MatcherObjective : public Objective {
 public:
  MatcherObjective(std::shared_ptr<EmbeddingNet> student, EmbeddingNet& teacher,
                   const FaceDataset& training, const FaceDataset& validation,
                   const AugmentOptions& augment, std::size_t batch, torch::Device device,
                   Observer& observer);

  torch::nn::Module& module() override { return *student_; }
  std::size_t size() const override { return training_.size(); }
  std::size_t batch() const override { return batch_; }
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
  AugmentOptions augment_;
  std::size_t batch_;
  torch::Device device_;
  Lesson lesson_;
  torch::Tensor validation_embeddings_;
  double map_variance_ = 1;
};

}  // namespace antifaz
