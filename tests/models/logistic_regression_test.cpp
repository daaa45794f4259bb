#include "models/logistic_regression.hpp"

#include <gtest/gtest.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <cmath>

namespace antifaz {
namespace {

TEST(LabelWeights, LetFewCountAsMuchAsMany) {
  const torch::Tensor labels = torch::tensor({1, 1, 1, 0}, torch::kInt64);
  const torch::Tensor weights = label_weights(labels);
  EXPECT_NEAR(weights.sum().item<double>(), 4, 1e-12);
  EXPECT_NEAR(weights[3].item<double>(), weights.slice(0, 0, 3).sum().item<double>(), 1e-12);
}

TEST(LogisticRegression, SlopeIsWhatALogitGrowsByInUnitsOfTheFeatures) {
  torch::manual_seed(1);
  const torch::Tensor labels = torch::arange(300, torch::kInt64) % 2;
  torch::Tensor x = torch::randn({300, 3}, torch::kDouble);
  x.select(1, 0) += labels;
  x.select(1, 1) *= 100;
  const LogisticRegression regression(x, labels);
  for (int64_t feature = 0; feature < 3; ++feature) {
    torch::Tensor more = x.clone();
    more.select(1, feature) += 1;
    const torch::Tensor grown = regression.logits(more) - regression.logits(x);
    const double slope = regression.slope()[feature].item<double>();
    EXPECT_LT((grown - slope).abs().max().item<double>(), 1e-9);
  }
  EXPECT_GT(regression.slope()[0].item<double>(), 0.5);
  EXPECT_LT(std::abs(regression.slope()[1].item<double>()), 0.01);
}

}  // namespace
}  // namespace antifaz
