#include "src/core/metrics.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>
#include <stdexcept>

namespace antifaz {
namespace {

using Scores = std::vector<double>;

TEST(Auc, WorkedByHand) {
  EXPECT_DOUBLE_EQ(auc({3, 4}, {1, 2}), 1);
  EXPECT_DOUBLE_EQ(auc({1, 2}, {3, 4}), 0);
  // 4 of the 6 pairs are won: 5 beats all three, 2 beats 1 only.
  EXPECT_DOUBLE_EQ(auc({5, 2}, {1, 3, 4}), 4.0 / 6);
}

TEST(Auc, TiesCountOneHalf) {
  EXPECT_DOUBLE_EQ(auc({1, 1}, {1, 1, 1}), 0.5);
  // Of {0.5, 0.9} x {0.5, 0.1}: a tie and three wins.
  EXPECT_DOUBLE_EQ(auc({0.5, 0.9}, {0.5, 0.1}), 3.5 / 4);
}

TEST(Auc, EmptySideIsNan) {
  EXPECT_TRUE(std::isnan(auc({}, {1})));
  EXPECT_TRUE(std::isnan(auc({1}, {})));
}

TEST(Auc, AgreesWithCountingEveryPair) {
  std::mt19937 random(7);
  std::uniform_int_distribution<int> draw(0, 20);  // many ties
  Scores positive(60), negative(90);
  for (double& score : positive) score = draw(random) + 3;
  for (double& score : negative) score = draw(random);
  double wins = 0;
  for (double p : positive) {
    for (double n : negative) wins += p > n ? 1 : p == n ? 0.5 : 0;
  }
  EXPECT_DOUBLE_EQ(auc(positive, negative), wins / (60 * 90));
}

TEST(BalancedAccuracy, MeansTheTwoClassesWhateverTheirSize) {
  // 3 of 4 positives, 1 of 2 negatives; a score on the threshold says positive.
  EXPECT_DOUBLE_EQ(balanced_accuracy({0.5, 0.6, 0.9, 0.4}, {0.5, 0.1}, 0.5), (0.75 + 0.5) / 2);
  EXPECT_TRUE(std::isnan(balanced_accuracy({}, {0.1}, 0.5)));
  EXPECT_TRUE(std::isnan(balanced_accuracy({0.9}, {}, 0.5)));
}

TEST(ThresholdAtFmr, IsTheSmallestThatKeepsTheRate) {
  Scores scores;
  for (int i = 1; i <= 100; ++i) scores.push_back(i / 100.0);
  const double threshold = threshold_at_fmr(scores, 0.05);
  EXPECT_DOUBLE_EQ(false_match_rate(scores, threshold), 0.05);
  // The next double below already lets a sixth score match.
  EXPECT_DOUBLE_EQ(false_match_rate(scores, std::nextafter(threshold, 0.0)), 0.06);
}

TEST(ThresholdAtFmr, RefusesAllTiedScoresWhereTheyWouldExceedTheRate) {
  // Of ten scores three tie at the top: 20 % cannot be met by letting two of them match.
  const Scores scores{9, 9, 9, 1, 2, 3, 4, 5, 6, 7};
  const double threshold = threshold_at_fmr(scores, 0.2);
  EXPECT_EQ(false_match_rate(scores, threshold), 0);
  EXPECT_EQ(threshold, std::nextafter(9.0, 10.0));
}

TEST(ThresholdAtFmr, FewScoresLetNoneMatch) {
  EXPECT_EQ(threshold_at_fmr({0.3}, 0.001), std::nextafter(0.3, 1.0));
}

TEST(ThresholdAtFmr, RoundingLosesNoScore) {
  Scores scores(100);
  for (int i = 0; i < 100; ++i) scores[i] = i;
  ASSERT_LT(0.29 * 100, 29);  // in doubles
  EXPECT_DOUBLE_EQ(false_match_rate(scores, threshold_at_fmr(scores, 0.29)), 0.29);
}

TEST(ThresholdAtFmr, BrokenPreconditionIsABug) {
  EXPECT_THROW(threshold_at_fmr({}, 0.1), std::logic_error);
  EXPECT_THROW(threshold_at_fmr({1}, 0), std::logic_error);
  EXPECT_THROW(threshold_at_fmr({1}, 1), std::logic_error);
}

TEST(TrueMatchRate, FailuresToAcquireAreFalseNonMatches) {
  EXPECT_DOUBLE_EQ(true_match_rate({0.9, 0.5, 0.1}, 0, 0.5), 2.0 / 3);
  EXPECT_DOUBLE_EQ(true_match_rate({0.9, 0.5, 0.1}, 1, 0.5), 0.5);
  EXPECT_DOUBLE_EQ(true_match_rate({}, 4, 0.5), 0);
  EXPECT_TRUE(std::isnan(true_match_rate({}, 0, 0.5)));
}

TEST(FalseMatchRate, CountsScoresOnTheThreshold) {
  EXPECT_DOUBLE_EQ(false_match_rate({0.5, 0.4, 0.3, 0.7}, 0.5), 0.5);
  EXPECT_TRUE(std::isnan(false_match_rate({}, 0.5)));
}

TEST(EqualErrorRate, WorkedByHand) {
  EXPECT_DOUBLE_EQ(equal_error_rate({3, 4}, {1, 2}), 0);
  EXPECT_DOUBLE_EQ(equal_error_rate({1, 2}, {3, 4}), 1);
  // Between thresholds 2 and 3 one genuine of four is rejected and one impostor of four matches.
  EXPECT_DOUBLE_EQ(equal_error_rate({1.5, 4, 5, 6}, {0, 1, 2, 4.5}), 0.25);
}

TEST(EqualErrorRate, InterpolatesBetweenPoints) {
  // Past 1: FMR 1/2, FNMR 0. Past 2 (a tie): FMR 0, FNMR 1/3. The line (1/2, 0)-(0, 1/3) meets
  // FMR = FNMR where 1/2 - t/2 = t/3, t = 3/5: at 1/5.
  EXPECT_DOUBLE_EQ(equal_error_rate({2, 3, 4}, {1, 2}), 0.2);
  EXPECT_DOUBLE_EQ(equal_error_rate({1, 1}, {1}), 0.5);  // nothing tells them apart
}

TEST(EqualErrorRate, EmptySideIsNan) {
  EXPECT_TRUE(std::isnan(equal_error_rate({}, {1})));
  EXPECT_TRUE(std::isnan(equal_error_rate({1}, {})));
}

}  // namespace
}  // namespace antifaz
