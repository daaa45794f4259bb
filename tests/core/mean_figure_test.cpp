#include "src/core/mean_figure.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace antifaz {
namespace {

TEST(MeanFigureTest, CoversTheTrueMeanAsOftenAsItSays) {
  std::mt19937_64 random(7);
  std::normal_distribution<double> normal(3, 2);
  int covered = 0;
  constexpr int kRuns = 200;
  for (int run = 0; run < kRuns; ++run) {
    std::vector<double> values(50);
    for (double& value : values) value = normal(random);
    const Figure figure = mean_figure(values);
    if (figure.low <= 3 && 3 <= figure.high) ++covered;
  }
  EXPECT_NEAR(covered, 0.95 * kRuns, 12);
}

TEST(MeanFigureTest, HasTheWidthOfTheNormalApproximation) {
  std::mt19937_64 random(8);
  std::normal_distribution<double> normal(0, 1);
  std::vector<double> values(400);
  for (double& value : values) value = normal(random);
  const Figure figure = mean_figure(values);
  EXPECT_NEAR(figure.high - figure.low, 2 * 1.96 / std::sqrt(400), 0.03);
  EXPECT_LT(figure.low, figure.value);
  EXPECT_GT(figure.high, figure.value);
}

TEST(MeanFigureTest, DrawsSubjectsWithAllTheirValues) {
  std::mt19937_64 random(9);
  std::normal_distribution<double> normal(0, 1);
  std::vector<double> once, thrice;
  std::vector<std::uint32_t> subject;
  for (std::uint32_t i = 0; i < 100; ++i) {
    once.push_back(normal(random));
    for (int copy = 0; copy < 3; ++copy) {
      thrice.push_back(once.back());
      subject.push_back(i);
    }
  }
  // Copies say nothing new, so the interval is as wide as without them.
  const Figure alone = mean_figure(once), copied = mean_figure(thrice, subject);
  EXPECT_NEAR(copied.value, alone.value, 1e-12);
  EXPECT_NEAR(copied.low, alone.low, 1e-12);
  EXPECT_NEAR(copied.high, alone.high, 1e-12);
}

TEST(MeanFigureTest, OfEqualValuesIsAPoint) {
  const Figure figure = mean_figure({2, 2, 2});
  EXPECT_EQ(figure.low, 2);
  EXPECT_EQ(figure.high, 2);
  EXPECT_EQ(with_interval(figure, 1), "2.0 [2.0, 2.0]");
}

}  // namespace
}  // namespace antifaz
