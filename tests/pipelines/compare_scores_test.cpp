#include "pipelines/compare_scores.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/fake_matcher.hpp"

namespace antifaz {
namespace {

std::optional<FaceScores> male(double probability) { return FaceScores{{probability}, {}}; }

std::optional<FaceScores> at(float place) {
  return FaceScores{{}, {cv::Mat(1, 1, CV_32F, cv::Scalar(place))}};
}

ManifestRow labelled(std::optional<Gender> gender) {
  ManifestRow row;
  row.gender = gender;
  return row;
}

const ManifestRow kMan = labelled(Gender::kMale), kWoman = labelled(Gender::kFemale),
                  kUnlabelled = labelled(std::nullopt);

TEST(CompareGendersTest, CountsByHand) {
  const std::vector<ManifestRow> rows{kMan, kMan, kWoman, kWoman};
  const Scores scores{{male(0.9), male(0.8), male(0.1), male(0.6)},
                      {male(0.2), male(0.7), male(0.3), male(0.5)}};
  const GenderResult result = compare_genders(0, scores, rows);
  EXPECT_DOUBLE_EQ(result.auc_original, 1);
  EXPECT_DOUBLE_EQ(result.auc_protected, 0.5);  // 0.7 beats both women, 0.2 neither
  EXPECT_DOUBLE_EQ(result.balanced_accuracy_original, (1 + 0.5) / 2);
  EXPECT_DOUBLE_EQ(result.balanced_accuracy_protected, (0.5 + 0.5) / 2);
  EXPECT_DOUBLE_EQ(result.flipped, 0.25);  // the first man
  EXPECT_EQ(result.men, 2u);
  EXPECT_EQ(result.women, 2u);
}

TEST(CompareGendersTest, LeavesOutWhatIsUnlabelledOrNotAcquiredInEitherVersion) {
  const std::vector<ManifestRow> rows{kMan, kMan, kMan, kWoman, kUnlabelled};
  const Scores scores{{male(0.9), std::nullopt, male(0), male(0.1), male(0)},
                      {male(0.8), male(0), std::nullopt, male(0.2), male(1)}};
  const GenderResult result = compare_genders(0, scores, rows);
  EXPECT_EQ(result.men, 1u);
  EXPECT_EQ(result.women, 1u);
  EXPECT_EQ(result.auc_original, 1);
  EXPECT_EQ(result.auc_protected, 1);
  EXPECT_EQ(result.flipped, 0);
}

TEST(CompareGendersTest, WithoutLabelsThereIsNoFigure) {
  const GenderResult result = compare_genders(0, {{male(1)}, {male(0)}}, {kUnlabelled});
  EXPECT_TRUE(std::isnan(result.auc_original));
  EXPECT_TRUE(std::isnan(result.flipped));
}

// Faces stand on a line, similarity is minus their distance.
class CompareMatchesTest : public ::testing::Test {
 protected:
  MatchResult run(const Scores& scores, const std::vector<Trial>& trials) {
    return compare_matches(0, matcher_, scores, trials);
  }
  testing::FakeMatcher matcher_;
};

TEST_F(CompareMatchesTest, FixesThresholdsOnTheOriginals) {
  // Two subjects at 0 and 100; protection moves the second image of each by 40.
  const Scores scores{{at(0), at(10), at(100), at(110)}, {at(0), at(50), at(100), at(150)}};
  const std::vector<Trial> trials{{0, 1, true}, {2, 3, true}, {0, 2, false}, {1, 2, false}};
  const MatchResult result = run(scores, trials);
  EXPECT_EQ(result.mated, 2u);
  EXPECT_EQ(result.non_mated, 2u);
  // Non-mated originals score -100 and -90; 1 % of two allows none, so the threshold lies just
  // above -90.
  EXPECT_NEAR(result.threshold_1, -90, 1e-9);
  EXPECT_EQ(result.original_original.tmr_1, 1);
  EXPECT_EQ(result.original_original.fmr_1, 0);
  // Non-mated 1-2: protected left -50 (a false match), protected right -90 (none); 0-2 none.
  EXPECT_EQ(result.original_protected.tmr_1, 1);
  EXPECT_EQ(result.original_protected.fmr_1, 0.25);
  EXPECT_EQ(result.protected_protected.fmr_1, 0.5);
}

TEST_F(CompareMatchesTest, PoolsBothDirectionsOfOriginalAgainstProtected) {
  // Only the right image moves away when protected: one direction of the mated pair fails.
  const Scores scores{{at(0), at(10), at(60)}, {at(0), at(200), at(60)}};
  const MatchResult result = run(scores, {{0, 1, true}, {0, 2, false}});
  EXPECT_EQ(result.original_original.tmr_1, 1);
  EXPECT_EQ(result.original_protected.tmr_1, 0.5);
  EXPECT_EQ(result.protected_protected.tmr_1, 0);
}

TEST_F(CompareMatchesTest, AFaceNotAcquiredIsAFalseNonMatch) {
  const Scores scores{{at(0), at(10), at(60), at(0)}, {at(0), std::nullopt, at(60), at(0)}};
  const MatchResult result =
      run(scores, {{0, 1, true}, {0, 3, true}, {0, 2, false}, {1, 2, false}});
  EXPECT_EQ(result.original_original.tmr_01, 1);
  EXPECT_EQ(result.original_protected.tmr_01, 0.75);  // one of four comparisons is lost
  EXPECT_EQ(result.protected_protected.tmr_01, 0.5);
  EXPECT_EQ(result.protected_protected.fmr_1, 0);  // of the one comparison that is left
}

TEST_F(CompareMatchesTest, WithoutNonMatedOriginalsThereIsNoThreshold) {
  const Scores scores{{at(0), at(10)}, {at(0), at(10)}};
  const MatchResult result = run(scores, {{0, 1, true}});
  EXPECT_TRUE(std::isnan(result.threshold_1));
  EXPECT_TRUE(std::isnan(result.original_protected.tmr_1));
  EXPECT_EQ(result.mated, 1u);
}

}  // namespace
}  // namespace antifaz
