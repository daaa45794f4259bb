#include "models/codes/tsne.hpp"

#include <gtest/gtest.h>
#include <torch/types.h>
#include <torch/utils.h>

#include "models/codes/map_quality.hpp"
#include "tests/support/error_matcher.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

/// Three groups of forty codes of ten numbers, the last two nearer each other.
torch::Tensor groups() {
  torch::manual_seed(1);
  torch::Tensor codes = torch::randn({120, 10});
  codes.slice(0, 0, 40).select(1, 0) += 30;
  codes.slice(0, 40, 80).select(1, 1) += 15;
  codes.slice(0, 80, 120).select(1, 1) -= 15;
  return codes;
}

TEST(Tsne, GroupsStayTogetherAndApart) {
  const torch::Tensor places = tsne(groups(), {15, 400});
  ASSERT_EQ(places.sizes(), at::IntArrayRef({120, 2}));
  torch::Tensor far = torch::cdist(places, places);
  far.fill_diagonal_(INFINITY);
  double loneliest = 0, between = INFINITY;
  for (int64_t i = 0; i < 3; ++i) {
    for (int64_t j = 0; j < 3; ++j) {
      const torch::Tensor part = far.narrow(0, 40 * i, 40).narrow(1, 40 * j, 40);
      const torch::Tensor nearest = std::get<0>(part.min(1));
      if (i == j) loneliest = std::max(loneliest, nearest.max().item<double>());
      if (i != j) between = std::min(between, nearest.min().item<double>());
    }
  }
  EXPECT_GT(between, 2 * loneliest);
}

TEST(Tsne, KeepsMoreNeighboursThanTwoNumbersOfMany) {
  const torch::Tensor codes = groups();
  const MapQuality map = map_quality(codes, tsne(codes, {15, 400})),
                   two = map_quality(codes, codes.slice(1, 0, 2));
  EXPECT_GT(map.trustworthiness, two.trustworthiness + 0.02);
}

TEST(Tsne, TheSameCodesHaveTheSamePlaces) {
  EXPECT_TRUE(torch::equal(tsne(groups(), {10, 30}), tsne(groups(), {10, 30})));
}

TEST(Tsne, FewCodesAndEqualOnesHavePlaces) {
  EXPECT_TRUE(tsne(torch::randn({4, 3})).isfinite().all().item<bool>());
  torch::Tensor alike = torch::randn({20, 3});
  alike.slice(0, 0, 10) = alike[0].clone();
  EXPECT_TRUE(tsne(alike, {5, 60}).isfinite().all().item<bool>());
  EXPECT_TRUE(tsne(torch::ones({9, 3}), {3, 30}).isfinite().all().item<bool>());
  EXPECT_ERROR(tsne(torch::randn({3, 3})), HasSubstr("four codes"));
  EXPECT_ERROR(tsne(torch::randn({9, 1})), HasSubstr("two numbers"));
  EXPECT_ERROR(tsne(torch::zeros({kMostTsneCodes + 1, 2})), HasSubstr("5000 codes at most"));
}

}  // namespace
}  // namespace antifaz
