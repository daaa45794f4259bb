#include "src/core/metrics.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

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

TEST(TrueMatchRateAtFmr, TakesTheSmallestThresholdThatKeepsTheRate) {
  Scores non_mated;
  for (int i = 1; i <= 100; ++i) non_mated.push_back(i / 100.0);
  // At 5 % the scores 0.96 to 1 may match, so 0.955 does as well.
  EXPECT_DOUBLE_EQ(true_match_rate_at_fmr({0.955, 0.95, 2}, non_mated, 0.05), 2.0 / 3);
  EXPECT_TRUE(std::isnan(true_match_rate_at_fmr({}, non_mated, 0.05)));
  EXPECT_TRUE(std::isnan(true_match_rate_at_fmr({1}, {}, 0.05)));
}

TEST(TrueMatchRateAtFmr, TiedScoresThatWouldExceedTheRateAreRefusedTogether) {
  // Of ten scores three tie at the top: 20 % cannot be met by letting two of them match.
  EXPECT_EQ(true_match_rate_at_fmr({9, 10}, {9, 9, 9, 1, 2, 3, 4, 5, 6, 7}, 0.2), 0.5);
}

TEST(TrueMatchRateAtFmr, RoundingLosesNoScore) {
  Scores scores(100);
  for (int i = 0; i < 100; ++i) scores[i] = i;
  ASSERT_LT(0.29 * 100, 29);  // in doubles
  EXPECT_EQ(true_match_rate_at_fmr({71}, scores, 0.29), 1);
}

TEST(SuppressionRate, WorkedByHand) {
  EXPECT_DOUBLE_EQ(suppression_rate(0.8, 0.6, false), 0.25);
  EXPECT_DOUBLE_EQ(suppression_rate(0.8, 0.2, false), 0.75);
  EXPECT_DOUBLE_EQ(suppression_rate(0.8, 0.2, true), 0);  // turned round it is 0.8 again
  EXPECT_TRUE(std::isnan(suppression_rate(0, 0.2, false)));
}

TEST(PrivacyGainIdentityLoss, WorkedByHand) {
  // The attribute's error rises from 0.1 to 0.3 (+200 %), recognition's from 0.02 to 0.03 (+50 %).
  EXPECT_NEAR(privacy_gain_identity_loss(0.1, 0.3, 0.02, 0.03, false), 1.5, 1e-12);
  // An error of 0.9 is one of 0.1 turned round: nothing gained, 50 % lost.
  EXPECT_NEAR(privacy_gain_identity_loss(0.1, 0.9, 0.02, 0.03, true), -0.5, 1e-12);
  EXPECT_TRUE(std::isnan(privacy_gain_identity_loss(0, 0.3, 0.02, 0.03, false)));
}

}  // namespace
}  // namespace antifaz
