#include "models/codes/map_quality.hpp"

#include <gtest/gtest.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <algorithm>
#include <vector>

namespace antifaz {
namespace {

/// Ranks of the others by distance from row `i`, counted from 1.
std::vector<int> ranks(const torch::Tensor& rows, int64_t i) {
  const auto n = rows.size(0);
  std::vector<std::pair<double, int64_t>> order;
  for (int64_t j = 0; j < n; ++j) {
    if (j != i) order.emplace_back((rows[i] - rows[j]).norm().item<double>(), j);
  }
  std::sort(order.begin(), order.end());
  std::vector<int> rank(static_cast<std::size_t>(n), 0);
  for (std::size_t r = 0; r < order.size(); ++r) {
    rank[static_cast<std::size_t>(order[r].second)] = static_cast<int>(r) + 1;
  }
  return rank;
}

/// The paper's formula, pair by pair.
double by_formula(const torch::Tensor& codes, const torch::Tensor& places, int k) {
  const auto n = static_cast<int>(codes.size(0));
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    const auto here = ranks(codes, i), there = ranks(places, i);
    for (std::size_t j = 0; j < here.size(); ++j) {
      if (static_cast<int>(j) != i && there[j] <= k && here[j] > k) sum += here[j] - k;
    }
  }
  return 1 - 2.0 / (n * k * (2 * n - 3 * k - 1)) * sum;
}

TEST(MapQualityTest, IsItsFormula) {
  torch::manual_seed(1);
  const torch::Tensor codes = torch::randn({30, 5}), places = codes.slice(1, 0, 2).contiguous();
  const MapQuality quality = map_quality(codes, places, 4);
  EXPECT_NEAR(quality.trustworthiness, by_formula(codes, places, 4), 1e-12);
  EXPECT_NEAR(quality.continuity, by_formula(places, codes, 4), 1e-12);
  EXPECT_EQ(quality.neighbours, 4);
  EXPECT_LT(quality.trustworthiness, 0.95);
}

TEST(MapQualityTest, AMapThatKeepsDistancesIsPerfect) {
  torch::manual_seed(1);
  const torch::Tensor flat = torch::randn({50, 2});
  const torch::Tensor turn = torch::tensor({{0.6F, -0.8F}, {0.8F, 0.6F}});
  const torch::Tensor codes = torch::cat({3 * flat.mm(turn), torch::ones({50, 4})}, 1);
  const MapQuality quality = map_quality(codes, flat);
  EXPECT_EQ(quality.trustworthiness, 1);
  EXPECT_EQ(quality.continuity, 1);
}

TEST(MapQualityTest, ShuffledPlacesAreChance) {
  torch::manual_seed(1);
  const MapQuality quality = map_quality(torch::randn({300, 5}), torch::randn({300, 2}));
  EXPECT_NEAR(quality.trustworthiness, 0.5, 0.05);
  EXPECT_NEAR(quality.continuity, 0.5, 0.05);
}

TEST(MapQualityTest, ATornMapIsTrustworthyAndAFoldedOneContinuous) {
  const torch::Tensor line = torch::arange(60).to(torch::kFloat32);
  const torch::Tensor codes = torch::stack({line, torch::zeros({60})}, 1);
  torch::Tensor torn = codes.clone(), folded = codes.clone();
  torn.select(1, 1).slice(0, 30, 60) += 1000;
  folded.select(1, 0).copy_((line - 29.3).abs());
  const MapQuality tear = map_quality(codes, torn, 5), fold = map_quality(codes, folded, 5);
  EXPECT_GT(tear.trustworthiness, tear.continuity + 0.01);
  EXPECT_GT(fold.continuity, fold.trustworthiness + 0.1);
}

TEST(MapQualityTest, FewCodesHaveFewerNeighbours) {
  EXPECT_EQ(map_quality(torch::randn({9, 3}), torch::randn({9, 2})).neighbours, 4);
}

}  // namespace
}  // namespace antifaz
