#include "pipelines/selfcheck/answer_rule.hpp"

#include <gtest/gtest.h>

namespace antifaz {
namespace {

bool kept(const AnswerPromise& promise, double before, double after) {
  return answer_figures(promise, before, after).kept;
}

TEST(AnswerRule, ReachesTheTargetsSideOrHalfOfTheWayThere) {
  const AnswerPromise female{Target::kFemale, Gender::kMale, 1};
  EXPECT_TRUE(kept(female, 3, -0.1));
  EXPECT_TRUE(kept(female, 3, 1.5));
  EXPECT_FALSE(kept(female, 3, 1.6));
  EXPECT_FALSE(kept(female, 3, 4));
  const AnswerPromise male{Target::kMale, std::nullopt, 1};
  EXPECT_TRUE(kept(male, -3, -1.4));
  EXPECT_FALSE(kept(male, -3, -1.6));
}

TEST(AnswerRule, WhatIsOnTheTargetsSideMayComeNearerToTheMiddleButNotLeave) {
  const AnswerPromise same{Target::kMale, Gender::kMale, 1};
  EXPECT_TRUE(kept(same, 3, 5));
  EXPECT_TRUE(kept(same, 3, 0));
  EXPECT_FALSE(kept(same, 3, -0.1));
}

TEST(AnswerRule, TheOwnLabelOnlyForbidsToMoveAway) {
  const AnswerPromise same{Target::kMale, Gender::kMale, 1};  // and the classifier is mistaken
  EXPECT_TRUE(kept(same, -2, -2));
  EXPECT_FALSE(kept(same, -2, -2.2));
}

TEST(AnswerRule, NeutralComesNearTheMiddleOrLosesAQuarter) {
  const AnswerPromise neutral;
  EXPECT_TRUE(kept(neutral, 3, -2));
  EXPECT_TRUE(kept(neutral, 8, 6));
  EXPECT_FALSE(kept(neutral, 8, 6.1));
  EXPECT_FALSE(kept(neutral, 2.4, 2.1));
  EXPECT_FALSE(answer_figures(neutral, 3, 2.5).too_far);
  EXPECT_TRUE(answer_figures(neutral, 3, -2.5).too_far);
}

TEST(AnswerRule, AWishForLessIsPromisedLess) {
  EXPECT_TRUE(kept({Target::kFemale, Gender::kMale, 0.5}, 4, 3));
  EXPECT_FALSE(kept({Target::kFemale, Gender::kMale, 0.5}, 4, 3.1));
  EXPECT_TRUE(kept({Target::kNeutral, std::nullopt, 0.5}, 8, 7));
}

TEST(AnswerRule, LogOddsAreFinite) {
  EXPECT_EQ(log_odds(0.5), 0);
  EXPECT_NEAR(log_odds(0.75), 1.0986, 1e-4);
  EXPECT_NEAR(log_odds(1), 13.8, 0.1);
  EXPECT_NEAR(log_odds(0), -13.8, 0.1);
}

}  // namespace
}  // namespace antifaz
