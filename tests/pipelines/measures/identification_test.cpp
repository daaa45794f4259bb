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
  EXPECT_EQ(found->read, 0u);  // no labels
  EXPECT_TRUE(std::isnan(found->changed.gender_read.value));
}

TEST(IdentificationTest, TiesCountAgainstTheProbe) {
  const Subjects subjects = testing::numbered_subjects(2, 2);
  const auto found = closed_set_identification({true, true, true, true},
                                               [](std::size_t, std::size_t, bool) { return 1.0; },
                                               subjects, {subjects.count, 5, 1});
  EXPECT_EQ(found->original.rank_1.value, 0);
  EXPECT_EQ(found->original.cmc[1], 1);
}

// Six people of two images on a line, the first three women.
class GenderReadingTest : public ::testing::Test {
 protected:
  GenderReadingTest() {
    subjects_ = testing::numbered_subjects(6, 2);
    Grouping gender{"gender", {"female", "male"}, {}};
    for (int row = 0; row < 12; ++row) gender.of_row.push_back(row < 6 ? 0 : 1);
    subjects_.groupings.push_back(gender);
    for (int row = 0; row < 12; ++row) original_.push_back(10 * (row / 2) + row % 2);
    changed_ = original_;
  }
  std::optional<Identification> identify() const {
    return closed_set_identification(
        std::vector<bool>(12, true),
        [&](std::size_t gallery, std::size_t probe, bool changed) {
          return -std::abs(original_[gallery] - (changed ? changed_ : original_)[probe]);
        },
        subjects_, {subjects_.count, 20, 1});
  }
  Subjects subjects_;
  std::vector<double> original_, changed_;
};

TEST_F(GenderReadingTest, IsThatOfWhoeverIsRankedFirst) {
  changed_[1] = 12;   // nearer to another woman: the wrong person, the right gender
  changed_[3] = 48;   // nearer to a man
  changed_[11] = 22;  // nearer to a woman
  const auto found = identify();
  EXPECT_EQ(found->read, 6u);
  EXPECT_EQ(found->original.gender_read.value, 1);
  EXPECT_DOUBLE_EQ(found->changed.rank_1.value, 0.5);
  EXPECT_DOUBLE_EQ(found->changed.gender_read.value, (2.0 / 3 + 2.0 / 3) / 2);
  EXPECT_LE(found->changed.gender_read.low, 2.0 / 3);
}

TEST_F(GenderReadingTest, WomenAndMenCountAlike) {
  subjects_.groupings[0].of_row[0] = subjects_.groupings[0].of_row[1] = -1;  // nobody knows
  changed_[3] = 48;
  const auto found = identify();
  EXPECT_EQ(found->read, 5u);
  EXPECT_DOUBLE_EQ(found->changed.gender_read.value, (1.0 / 2 + 1) / 2);
}

TEST_F(GenderReadingTest, WhoWasNotAcquiredWasNotRead) {
  changed_[3] = std::nan("");
  const auto found = identify();
  EXPECT_EQ(found->read, 5u);
  EXPECT_EQ(found->changed.gender_read.value, 1);
  EXPECT_DOUBLE_EQ(found->changed.rank_1.value, 5.0 / 6);  // a miss there
}

TEST(IdentificationTest, WithoutASecondImageThereIsNoProbe) {
  EXPECT_FALSE(closed_set_identification({true, true},
                                         [](std::size_t, std::size_t, bool) { return 1.0; },
                                         testing::numbered_subjects(2, 1), {2, 5, 1}));
}

}  // namespace
}  // namespace antifaz
