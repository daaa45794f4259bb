#include "pipelines/codes/anomalies.hpp"

#include <torch/types.h>
#include <torch/utils.h>

#include "models/autoencoders/pca.hpp"
#include "tests/support/error_matcher.hpp"

namespace antifaz {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(Anomalies, WhatIsOffThePlaneHasTheErrorOfItsDistance) {
  torch::manual_seed(1);
  // Normal examples lie on a plane of five dimensions, the third number of others is off by 2.
  const torch::Tensor plane = torch::randn({200, 5}) * torch::tensor({3.F, 2.F, 0.F, 0.F, 0.F});
  Pca pca({5}, 2);
  pca.fit(plane);
  const torch::Tensor odd = plane.slice(0, 0, 30) + torch::tensor({0.F, 0.F, 2.F, 0.F, 0.F});
  const auto normal = reconstruction_errors(pca, plane), strange = reconstruction_errors(pca, odd);
  for (const double error : normal) EXPECT_NEAR(error, 0, 1e-6);
  for (const double error : strange) EXPECT_NEAR(error, 4.0 / 5, 1e-3);
  const AnomalyFigures figures = measure_anomalies(strange, normal);
  EXPECT_EQ(figures.auc.value, 1);
  EXPECT_EQ(figures.flagged.value, 1);
  EXPECT_EQ(figures.rarity[0], 0);
}

TEST(Anomalies, RarityByHand) {
  std::vector<double> normal;
  for (int i = 1; i <= 100; ++i) normal.push_back(i);
  const AnomalyFigures figures = measure_anomalies({0, 100, 101, 51}, normal);
  EXPECT_THAT(figures.rarity, ElementsAre(1, 0.01, 0, 0.5));
  // 0 beats none, 100 beats 99 and draws with one, 101 beats all, 51 beats 50 and draws with one.
  EXPECT_NEAR(figures.auc.value, (0 + 0.995 + 1 + 0.505) / 4, 1e-12);
  EXPECT_DOUBLE_EQ(figures.flagged.value, 0.5);
  EXPECT_ERROR(measure_anomalies({1}, {1, 2}), HasSubstr("2 normal examples"));
}

TEST(Anomalies, TheSameKindIsNotFlagged) {
  torch::manual_seed(2);
  const torch::Tensor x = torch::randn({2000}, torch::kDouble);
  const std::vector<double> all(x.data_ptr<double>(), x.data_ptr<double>() + 2000);
  const AnomalyFigures figures =
      measure_anomalies({all.begin(), all.begin() + 500}, {all.begin() + 500, all.end()});
  EXPECT_LT(figures.auc.low, 0.5);
  EXPECT_GT(figures.auc.high, 0.5);
  EXPECT_NEAR(figures.flagged.value, 0.05, 0.03);
}

TEST(Anomalies, OutputIsAskedFirst) {
  Observer silent;
  EXPECT_ERROR(find_anomalies({{"no-model", "no-data"}, "", "no/folder.csv"}, silent),
               HasSubstr("no/folder.csv"));
}

}  // namespace
}  // namespace antifaz
