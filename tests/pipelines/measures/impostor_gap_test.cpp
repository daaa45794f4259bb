#include "pipelines/measures/impostor_gap.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace antifaz {
namespace {

/// One image a person, the first `women` of them women, the last without a label.
Subjects people(std::uint32_t women, std::uint32_t men) {
  Subjects subjects;
  subjects.count = women + men + 1;
  Grouping gender{"gender", {"female", "male"}, {}};
  for (std::uint32_t i = 0; i < subjects.count; ++i) {
    subjects.of_row.push_back(i);
    gender.of_row.push_back(i < women ? 0 : i < women + men ? 1 : -1);
  }
  subjects.groupings.push_back(gender);
  return subjects;
}

TEST(ImpostorGapTest, CountsByHand) {
  // Women 0, 1, 2 score 4, 6; men 3, 4 score 1, 3; mixed pairs 0, 2.
  const std::vector<Comparison> comparisons{
      {0, 1, false, 4}, {1, 2, false, 6}, {3, 4, false, 1}, {4, 3, false, 3},
      {0, 3, false, 0}, {4, 1, false, 2}, {0, 0, true, 99}, {0, 2, false, std::nan("")},
      {0, 5, false, 50}};
  const ImpostorGap gap(comparisons, people(3, 2));
  EXPECT_EQ(gap.same(), 4u);
  EXPECT_EQ(gap.other(), 2u);
  // Means 5 and 2, so 3.5 against 1. Variances 1 each, 1.5 away from 3.5: 3.25 against 1.
  EXPECT_NEAR(gap.value(), 2.5 / std::sqrt((3.25 + 1) / 2), 1e-12);
}

TEST(ImpostorGapTest, WomenWhoAreAllMoreAlikeTellNothing) {
  // A score that is the sum of what either person brings along: women 1, men 0.
  std::vector<Comparison> comparisons;
  const Subjects subjects = people(3, 9);
  for (std::uint32_t i = 0; i < 12; ++i) {
    for (std::uint32_t j = 0; j < i; ++j) {
      comparisons.push_back({i, j, false, (i < 3 ? 1.0 : 0.0) + (j < 3 ? 1.0 : 0.0)});
    }
  }
  EXPECT_NEAR(ImpostorGap(comparisons, subjects).value(), 0, 1e-12);
}

TEST(ImpostorGapTest, APairCountsTheProductOfItsPeople) {
  const Subjects subjects = people(2, 3);
  std::vector<Comparison> comparisons, repeated;
  const std::vector<std::uint32_t> times{2, 1, 1, 3, 0, 1};
  for (std::uint32_t i = 0; i < 5; ++i) {
    for (std::uint32_t j = 0; j < i; ++j) {
      const Comparison one{i, j, false, std::sin(7.0 * i + j)};
      comparisons.push_back(one);
      for (std::uint32_t n = 0; n < times[i] * times[j]; ++n) repeated.push_back(one);
    }
  }
  ImpostorGap weighed(comparisons, subjects);
  weighed.weigh(times);
  EXPECT_NEAR(weighed.value(), ImpostorGap(repeated, subjects).value(), 1e-12);
}

TEST(ImpostorGapTest, WithoutEachKindOfPairThereIsNone) {
  EXPECT_TRUE(std::isnan(ImpostorGap({}, people(1, 1)).value()));
  EXPECT_TRUE(std::isnan(ImpostorGap({{0, 2, false, 1}, {2, 3, false, 2}}, people(2, 2)).value()));
  Subjects unlabelled = people(2, 2);
  unlabelled.groupings.clear();
  EXPECT_TRUE(std::isnan(ImpostorGap({{0, 2, false, 1}}, unlabelled).value()));
}

}  // namespace
}  // namespace antifaz
