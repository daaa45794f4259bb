#include "pipelines/measures/compare_matches.hpp"

#include <gmock/gmock.h>

#include <cmath>

#include "tests/support/numbered_subjects.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

MatchResult compare(const Comparisons& comparisons, const Subjects& subjects) {
  return compare_matches(comparisons, subjects, {subjects.count, 50, 1});
}

// 100 subjects; non-mated originals score 0 to 0.999 in 1,000 comparisons.
class CompareMatchesTest : public ::testing::Test {
 protected:
  CompareMatchesTest() {
    for (std::uint32_t i = 0; i < 1000; ++i) {
      for (auto& of_kind : comparisons_) {
        of_kind.push_back({2 * (i % 100), 2 * ((i + 1 + i / 100) % 100), false, i / 1000.0});
      }
    }
  }
  void mated(ComparisonKind kind, std::uint32_t subject, double score) {
    comparisons_[kind].push_back({2 * subject, 2 * subject + 1, true, score});
  }
  Subjects subjects_ = testing::numbered_subjects(100, 2);
  Comparisons comparisons_;
};

TEST_F(CompareMatchesTest, FixesThresholdsOnTheOriginals) {
  mated(kOriginalOriginal, 0, 2);
  mated(kOriginalOriginal, 1, 2);
  mated(kProtectedProtected, 0, 0.95);  // above the threshold of FMR 10 %, below that of 1 %
  mated(kProtectedProtected, 1, 0.85);  // below both
  for (auto& one : comparisons_[kProtectedProtected]) {
    if (!one.same && one.score < 0.5) one.score += 0.9;
  }
  const MatchResult result = compare(comparisons_, subjects_);
  const auto& original = result.kinds[kOriginalOriginal];
  const auto& changed = result.kinds[kProtectedProtected];
  EXPECT_EQ(original.mated, 2u);
  EXPECT_EQ(original.non_mated, 1000u);
  EXPECT_NEAR(original.points[0].threshold, 0.899, 1e-9);
  EXPECT_DOUBLE_EQ(original.points[0].fmr_met.value, 0.1);
  EXPECT_EQ(original.points[1].tmr.value, 1);
  EXPECT_EQ(changed.points[0].threshold, original.points[0].threshold);
  EXPECT_EQ(changed.points[0].tmr.value, 0.5);
  EXPECT_EQ(changed.points[0].fnmr.value, 0.5);
  EXPECT_EQ(changed.points[1].tmr.value, 0);
  EXPECT_DOUBLE_EQ(changed.points[0].fmr_met.value, 0.6);  // 500 moved up, 100 above before
  EXPECT_LE(changed.points[0].fmr_met.low, 0.6);
  EXPECT_GE(changed.points[0].fmr_met.high, 0.6);
}

TEST_F(CompareMatchesTest, TooFewComparisonsAreMarkedOrRefused) {
  mated(kOriginalOriginal, 0, 2);
  const auto points = compare(comparisons_, subjects_).kinds[kOriginalOriginal].points;
  EXPECT_FALSE(points[0].too_few());  // 100 expected
  EXPECT_TRUE(points[1].too_few());   // 10
  EXPECT_EQ(points[1].tmr.value, 1);
  EXPECT_THAT(points[1].reason,
              HasSubstr("1000 non-mated comparisons let expect 10 false matches"));
  EXPECT_THAT(points[1].reason, HasSubstr("asks for 3000"));
  EXPECT_FALSE(std::isnan(points[2].tmr.value));  // 1
  EXPECT_TRUE(std::isnan(points[3].tmr.value));   // 0.1: refused
  EXPECT_TRUE(std::isnan(points[3].threshold));
}

TEST_F(CompareMatchesTest, AFaceNotAcquiredIsAFalseNonMatch) {
  mated(kOriginalOriginal, 0, 2);
  mated(kOriginalOriginal, 1, std::nan(""));
  comparisons_[kOriginalOriginal].push_back({0, 2, false, std::nan("")});
  const MatchFigures figures = compare(comparisons_, subjects_).kinds[kOriginalOriginal];
  EXPECT_EQ(figures.points[0].tmr.value, 0.5);
  EXPECT_EQ(figures.mated, 1u);
  EXPECT_EQ(figures.failures, 1u);
  EXPECT_EQ(figures.non_mated, 1000u);
}

TEST_F(CompareMatchesTest, GroupsAreComparedAtTheThresholdOfAll) {
  Grouping grouping{"gender", {"female", "male"}, {}};
  for (std::size_t row = 0; row < 200; ++row) grouping.of_row.push_back(row < 100 ? 0 : 1);
  subjects_.groupings.push_back(grouping);
  for (std::uint32_t subject = 0; subject < 100; ++subject) {
    mated(kOriginalProtected, subject, subject < 50 ? 0.5 : 2);
  }
  const MatchResult result = compare(comparisons_, subjects_);
  ASSERT_EQ(result.groups.size(), 2u);
  const auto& women = result.groups[0].kinds[kOriginalProtected];
  EXPECT_EQ(women.mated, 50u);
  EXPECT_EQ(women.tmr.value, 0);
  EXPECT_EQ(result.groups[1].kinds[kOriginalProtected].tmr.value, 1);
  EXPECT_LT(women.non_mated, 500u);  // both images are of the group
  ASSERT_TRUE(result.largest_gap);
  EXPECT_EQ(result.largest_gap->figure, "original_protected tmr");
  EXPECT_EQ(result.largest_gap->lowest_group, "female");
}

TEST_F(CompareMatchesTest, WithoutNonMatedOriginalsThereIsNoThreshold) {
  Comparisons comparisons;
  comparisons[kOriginalOriginal].push_back({0, 1, true, 1});
  const MatchResult result = compare(comparisons, subjects_);
  EXPECT_TRUE(std::isnan(result.kinds[kOriginalOriginal].points[0].tmr.value));
  EXPECT_TRUE(std::isnan(result.kinds[kOriginalOriginal].eer.value));
}

}  // namespace
}  // namespace antifaz
