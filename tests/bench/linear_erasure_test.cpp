#include "bench/linear_erasure.hpp"

#include <gtest/gtest.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <vector>

#include "models/logistic_regression.hpp"
#include "src/core/error.hpp"
#include "src/core/metrics.hpp"

namespace antifaz {
namespace {

torch::Tensor both_labels(int64_t faces) { return torch::arange(faces, torch::kInt64) % 2; }

/// Embeddings near one point, as those of faces are, of which two numbers tell men from women.
torch::Tensor embeddings_of(const torch::Tensor& labels) {
  torch::Tensor x = 0.1 * torch::randn({labels.size(0), 8});
  x.select(1, 0) += 1;
  x.select(1, 1) += 0.2 * (2 * labels - 1);
  x.select(1, 2) += 0.1 * (2 * labels - 1) + 0.5 * x.select(1, 1);
  return x;
}

/// What a linear classifier fitted to these embeddings themselves reads.
double auc_left(const torch::Tensor& embeddings, const torch::Tensor& labels) {
  const torch::Tensor logits = LogisticRegression(embeddings, labels).logits(embeddings);
  const auto of = [&](int64_t label) {
    const torch::Tensor some = logits.index({labels == label}).contiguous();
    return std::vector<double>(some.data_ptr<double>(), some.data_ptr<double>() + some.size(0));
  };
  return auc(of(1), of(0));
}

TEST(LinearErasure, LeavesALinearClassifierNothingEvenWhereItWasFitted) {
  torch::manual_seed(1);
  const torch::Tensor labels = both_labels(4000), x = embeddings_of(labels);
  const LinearErasure erasure(x, labels, 4);
  EXPECT_GT(auc_left(x, labels), 0.95);
  EXPECT_LT(auc_left(erasure.erased(x, 4), labels), 0.56);
}

TEST(LinearErasure, ReachesOtherFacesToo) {
  torch::manual_seed(2);
  const torch::Tensor labels = both_labels(4000);
  const LinearErasure erasure(embeddings_of(labels), labels, 4);
  const torch::Tensor others = embeddings_of(labels);
  EXPECT_LT(auc_left(erasure.erased(others, 4), labels), 0.58);
}

TEST(LinearErasure, OfNoDirectionIsTheIdentity) {
  torch::manual_seed(3);
  const torch::Tensor labels = both_labels(200), x = embeddings_of(labels);
  const torch::Tensor same = LinearErasure(x, labels, 3).erased(x, 0);
  EXPECT_LT((same - x / x.norm(2, 1, true)).abs().max().item<float>(), 1e-6);
}

TEST(LinearErasure, FindsOrthonormalDirectionsAndNoMoreThanThereAre) {
  torch::manual_seed(4);
  const torch::Tensor labels = both_labels(500), x = embeddings_of(labels);
  const torch::Tensor d = LinearErasure(x, labels, 20).directions();
  ASSERT_LE(d.size(0), 8);
  ASSERT_GE(d.size(0), 3);
  EXPECT_LT((d.matmul(d.t()) - torch::eye(d.size(0))).abs().max().item<float>(), 1e-5);
}

TEST(LinearErasure, PutsEveryFaceAtOnePlaceAlongWhatItErases) {
  torch::manual_seed(5);
  const torch::Tensor labels = both_labels(500), x = embeddings_of(labels);
  const LinearErasure erasure(x, labels, 2);
  // The last step makes all of length 1, so it is their direction that agrees.
  const torch::Tensor along = erasure.erased(x, 2).matmul(erasure.directions().t());
  const torch::Tensor before = (x / x.norm(2, 1, true)).matmul(erasure.directions().t());
  EXPECT_LT(along.std(0).max().item<float>(), 0.3 * before.std(0).min().item<float>());
}

TEST(LinearErasure, RefusesFacesOfOneLabelAndTooManyDirections) {
  EXPECT_THROW(LinearErasure(torch::rand({4, 3}), torch::ones({4}, torch::kInt64), 1), Error);
  const torch::Tensor labels = both_labels(50), x = embeddings_of(labels);
  EXPECT_THROW(LinearErasure(x, labels, 2).erased(x, 3), c10::Error);
}

}  // namespace
}  // namespace antifaz
