#include "pipelines/training/scoring.hpp"

#include <gtest/gtest.h>
#include <torch/types.h>
#include <torch/utils.h>

#include "models/judges/gender_net.hpp"
#include "models/judges/student_net.hpp"
#include "models/weights.hpp"
#include "tests/support/tiny_faces.hpp"

namespace antifaz {
namespace {

TEST(Scoring, AsksInBatchesWhatItWouldAskAtOnce) {
  const torch::NoGradGuard no_grad;
  const FaceDataset faces = testing::tiny_faces(130);  // more than a batch of either
  const torch::Tensor chips = faces.chips.to(torch::kFloat32) / 255;
  GenderNetOptions small;
  small.width = 4;
  small.size = 16;
  GenderNet classifier(small);
  freeze(*classifier);
  EXPECT_TRUE(torch::allclose(gender_logits(*classifier, faces.chips, torch::kCPU),
                              classifier->forward(chips), 1e-4, 1e-5));
  StudentNet matcher(StudentNetOptions{8});
  freeze(matcher);
  const torch::Tensor embeddings = embeddings_of(matcher, faces.chips, torch::kCPU);
  EXPECT_TRUE(torch::allclose(embeddings.norm(2, 1), torch::ones(130)));
  EXPECT_TRUE(torch::allclose(embeddings, unit_length(matcher.forward(chips)), 1e-3, 1e-4));
}

TEST(Scoring, AucCountsMenAsPositive) {
  const torch::Tensor labels = torch::tensor({0, 1, 0, 1}, torch::kInt64);
  EXPECT_EQ(gender_auc(torch::tensor({0.0, 1.0, 0.5, 2.0}), labels), 1);
  EXPECT_EQ(gender_auc(torch::tensor({3.0, 1.0, 2.5, 2.0}), labels), 0);
}

}  // namespace
}  // namespace antifaz
