#include "pipelines/evaluate/compare_matches.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <set>

#include "pipelines/evaluate/identification.hpp"
#include "pipelines/evaluate/trials.hpp"

namespace antifaz {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// `subjects` people of `images` images each.
People people_of(std::uint32_t subjects, std::uint32_t images) {
  People people;
  people.subjects = subjects;
  for (std::uint32_t i = 0; i < subjects * images; ++i) people.subject.push_back(i / images);
  return people;
}

MatchResult compare(const Comparisons& comparisons, const People& people) {
  return compare_matches(comparisons, people, {people.subjects, 50, 1});
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
  void mated(Kind kind, std::uint32_t subject, double score) {
    comparisons_[kind].push_back({2 * subject, 2 * subject + 1, true, score});
  }
  People people_ = people_of(100, 2);
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
  const MatchResult result = compare(comparisons_, people_);
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
  const auto points = compare(comparisons_, people_).kinds[kOriginalOriginal].points;
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
  const MatchFigures figures = compare(comparisons_, people_).kinds[kOriginalOriginal];
  EXPECT_EQ(figures.points[0].tmr.value, 0.5);
  EXPECT_EQ(figures.mated, 1u);
  EXPECT_EQ(figures.failures, 1u);
  EXPECT_EQ(figures.non_mated, 1000u);
}

TEST_F(CompareMatchesTest, GroupsAreComparedAtTheThresholdOfAll) {
  Grouping grouping{"gender", {"female", "male"}, {}};
  for (std::size_t row = 0; row < 200; ++row) grouping.of_row.push_back(row < 100 ? 0 : 1);
  people_.groupings.push_back(grouping);
  for (std::uint32_t subject = 0; subject < 100; ++subject) {
    mated(kOriginalProtected, subject, subject < 50 ? 0.5 : 2);
  }
  const MatchResult result = compare(comparisons_, people_);
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
  const MatchResult result = compare(comparisons, people_);
  EXPECT_TRUE(std::isnan(result.kinds[kOriginalOriginal].points[0].tmr.value));
  EXPECT_TRUE(std::isnan(result.kinds[kOriginalOriginal].eer.value));
}

TEST(TrialsTest, ComparesEveryImageWithEveryOther) {
  const Trials all = all_trials(people_of(3, 2), 1);
  EXPECT_EQ(all.mated, 3u);
  EXPECT_EQ(all.non_mated, 12u);
  EXPECT_EQ(all.non_mated_possible, 12u);
  std::set<std::pair<std::uint32_t, std::uint32_t>> seen;
  for (const Trial& trial : all.trials) {
    EXPECT_LT(trial.left, trial.right);
    EXPECT_EQ(trial.same, trial.left / 2 == trial.right / 2);
    seen.insert({trial.left, trial.right});
  }
  EXPECT_EQ(seen.size(), 15u);
}

TEST(TrialsTest, ThinsToARandomSampleOfBoundedSize) {
  const People people = people_of(1000, 2);
  const Trials some = all_trials(people, 1, 10'000);
  EXPECT_EQ(some.mated, 1000u);
  EXPECT_EQ(some.non_mated_possible, 1'998'000u);
  EXPECT_NEAR(static_cast<double>(some.non_mated), 10'000, 400);
  EXPECT_EQ(all_trials(people, 1, 10'000).trials.size(), some.trials.size());
  // Spread evenly: a quarter of all pairs have both images in the first half.
  std::size_t early = 0;
  for (const Trial& trial : some.trials) early += !trial.same && trial.right < 1000;
  EXPECT_NEAR(static_cast<double>(early), 2'500, 200);
}

TEST(IdentifyTest, CountsByHand) {
  // Three subjects of two images; faces stand on a line. The first original is enrolled.
  const std::vector<double> original{0, 1, 10, 14, 20, 21}, changed{0, 9, 10, 14, 20, 21};
  const People people = people_of(3, 2);
  const auto found =
      identify({true, true, true, true, true, true},
               [&](std::size_t gallery, std::size_t probe, bool protects) {
                 if (protects && probe == 5) return std::nan("");
                 return -std::abs(original[gallery] - (protects ? changed : original)[probe]);
               },
               people, {people.subjects, 20, 1});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->gallery, 3u);
  EXPECT_EQ(found->probes, 3u);
  EXPECT_EQ(found->original.rank_1.value, 1);
  // 9 is nearer to 10 than to 0; 14 is right; 21 was not acquired.
  EXPECT_DOUBLE_EQ(found->changed.rank_1.value, 1.0 / 3);
  EXPECT_DOUBLE_EQ(found->changed.cmc[1], 2.0 / 3);
  EXPECT_DOUBLE_EQ(found->changed.cmc[19], 2.0 / 3);
}

TEST(IdentifyTest, TiesCountAgainstTheProbe) {
  const People people = people_of(2, 2);
  const auto found =
      identify({true, true, true, true}, [](std::size_t, std::size_t, bool) { return 1.0; }, people,
               {people.subjects, 5, 1});
  EXPECT_EQ(found->original.rank_1.value, 0);
  EXPECT_EQ(found->original.cmc[1], 1);
}

TEST(IdentifyTest, WithoutASecondImageThereIsNoProbe) {
  EXPECT_FALSE(identify({true, true}, [](std::size_t, std::size_t, bool) { return 1.0; },
                        people_of(2, 1), {2, 5, 1}));
}

}  // namespace
}  // namespace antifaz
