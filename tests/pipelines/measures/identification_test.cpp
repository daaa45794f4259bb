#include "pipelines/measures/identification.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/numbered_subjects.hpp"

namespace antifaz {
namespace {

TEST(IdentificationTest, CountsByHand) {
  // Three subjects of two images; faces stand on a line. The first original is enrolled.
  const std::vector<double> original{0, 1, 10, 14, 20, 21}, changed{0, 9, 10, 14, 20, 21};
  const Subjects subjects = testing::numbered_subjects(3, 2);
  const auto found = closed_set_identification(
      {true, true, true, true, true, true},
      [&](std::size_t gallery, std::size_t probe, bool protects) {
        if (protects && probe == 5) return std::nan("");
        return -std::abs(original[gallery] - (protects ? changed : original)[probe]);
      },
      subjects, {subjects.count, 20, 1});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->gallery, 3u);
  EXPECT_EQ(found->probes, 3u);
  EXPECT_EQ(found->original.rank_1.value, 1);
  // 9 is nearer to 10 than to 0; 14 is right; 21 was not acquired.
  EXPECT_DOUBLE_EQ(found->changed.rank_1.value, 1.0 / 3);
  EXPECT_DOUBLE_EQ(found->changed.cmc[1], 2.0 / 3);
  EXPECT_DOUBLE_EQ(found->changed.cmc[19], 2.0 / 3);
}

TEST(IdentificationTest, TiesCountAgainstTheProbe) {
  const Subjects subjects = testing::numbered_subjects(2, 2);
  const auto found = closed_set_identification({true, true, true, true},
                                               [](std::size_t, std::size_t, bool) { return 1.0; },
                                               subjects, {subjects.count, 5, 1});
  EXPECT_EQ(found->original.rank_1.value, 0);
  EXPECT_EQ(found->original.cmc[1], 1);
}

TEST(IdentificationTest, WithoutASecondImageThereIsNoProbe) {
  EXPECT_FALSE(closed_set_identification({true, true},
                                         [](std::size_t, std::size_t, bool) { return 1.0; },
                                         testing::numbered_subjects(2, 1), {2, 5, 1}));
}

}  // namespace
}  // namespace antifaz
