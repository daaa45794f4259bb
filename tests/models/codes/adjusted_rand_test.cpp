#include "models/codes/adjusted_rand.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace antifaz {
namespace {

TEST(AdjustedRand, ByHand) {
  // Table 2 1 / 0 3 / 1 0: pairs within cells 1 + 3 = 4, within {3, 3, 1} 6, within {3, 4} 9,
  // of 21.
  const std::vector<int> left{0, 0, 0, 1, 1, 1, 2}, right{0, 0, 1, 1, 1, 1, 0};
  const double expected = 6.0 * 9 / 21;
  EXPECT_DOUBLE_EQ(adjusted_rand_index(left, right), (4 - expected) / (7.5 - expected));
  EXPECT_DOUBLE_EQ(adjusted_rand_index(right, left), adjusted_rand_index(left, right));
}

TEST(AdjustedRand, NamesOfGroupsDoNotMatter) {
  EXPECT_DOUBLE_EQ(adjusted_rand_index({0, 0, 1, 1, 2}, {7, 7, 0, 0, 3}), 1);
  // Four things, two by two, crossed: less agreement than chance.
  EXPECT_DOUBLE_EQ(adjusted_rand_index({0, 0, 1, 1}, {0, 1, 0, 1}), -0.5);
  EXPECT_TRUE(std::isnan(adjusted_rand_index({0, 0, 0}, {1, 1, 1})));
}

TEST(AdjustedRand, AThingCountedTwiceIsNoPairWithItself) {
  // Pairs of three things counted 1, 2 and 1 times: 1 * 2 + 1 * 1 + 2 * 1 = 5; the first two are
  // together on the left, the last two on the right, no pair on both.
  EXPECT_DOUBLE_EQ(adjusted_rand_index({0, 0, 1, 1}, {0, 1, 1, 1}, {1, 2, 0, 1}),
                   (0 - 2.0 * 2 / 5) / (2 - 2.0 * 2 / 5));
}

TEST(AdjustedRand, OfUnrelatedDivisionsIsAboutZero) {
  std::mt19937 random(1);
  std::vector<int> left, right;
  for (int i = 0; i < 5000; ++i) {
    left.push_back(static_cast<int>(random() % 3));
    right.push_back(static_cast<int>(random() % 5));
  }
  EXPECT_NEAR(adjusted_rand_index(left, right), 0, 0.003);
}

}  // namespace
}  // namespace antifaz
