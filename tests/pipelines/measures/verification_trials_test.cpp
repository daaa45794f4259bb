#include "pipelines/measures/verification_trials.hpp"

#include <gtest/gtest.h>

#include <set>

#include "tests/support/numbered_subjects.hpp"

namespace antifaz {
namespace {

TEST(VerificationTrialsTest, ComparesEveryImageWithEveryOther) {
  const Trials all = all_trials(testing::numbered_subjects(3, 2), 1);
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

TEST(VerificationTrialsTest, PairsMeanRowsHoweverTheySpellThem) {
  Manifest manifest;
  for (const char* path : {"sub/a.jpg", "Zo\xC3\xAB.jpg"}) {
    manifest.rows.emplace_back().path = path;
  }
  const Trials found = trials_of(
      {{".\\sub\\a.jpg", "Zoe\xCC\x88.jpg", true}, {"x\n.jpg", "sub/a.jpg", false}}, manifest);
  ASSERT_EQ(found.trials.size(), 1u);
  EXPECT_EQ(found.trials[0].left, 0u);
  EXPECT_EQ(found.trials[0].right, 1u);
  ASSERT_EQ(found.problems.size(), 1u);
  EXPECT_EQ(found.problems[0], "x\\n.jpg: is in a pair but not in the manifest");
}

TEST(VerificationTrialsTest, ThinsToARandomSampleOfBoundedSize) {
  const Subjects subjects = testing::numbered_subjects(1000, 2);
  const Trials some = all_trials(subjects, 1, 10'000);
  EXPECT_EQ(some.mated, 1000u);
  EXPECT_EQ(some.non_mated_possible, 1'998'000u);
  EXPECT_NEAR(static_cast<double>(some.non_mated), 10'000, 400);
  EXPECT_EQ(all_trials(subjects, 1, 10'000).trials.size(), some.trials.size());
  // Spread evenly: a quarter of all pairs have both images in the first half.
  std::size_t early = 0;
  for (const Trial& trial : some.trials) early += !trial.same && trial.right < 1000;
  EXPECT_NEAR(static_cast<double>(early), 2'500, 200);
}

}  // namespace
}  // namespace antifaz
