#include "pipelines/measures/compare_genders.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace antifaz {
namespace {

constexpr std::optional<Gender> kMan = Gender::kMale, kWoman = Gender::kFemale, kUnknown;

Manifest labelled(const std::vector<std::optional<Gender>>& genders) {
  Manifest manifest;
  for (std::size_t i = 0; i < genders.size(); ++i) {
    ManifestRow row;
    row.path = std::to_string(i) + ".png";
    row.subject = "subject " + std::to_string(i);
    row.gender = genders[i];
    manifest.rows.push_back(row);
  }
  return manifest;
}

GenderResult compare(const Manifest& manifest, const MaleScores& scores) {
  const Subjects subjects = subjects_of(manifest);
  return compare_genders(scores, manifest.rows, subjects, {subjects.count, 200, 1});
}

TEST(CompareGendersTest, CountsByHand) {
  const GenderResult result =
      compare(labelled({kMan, kMan, kWoman, kWoman}), {{0.9, 0.8, 0.1, 0.6}, {0.2, 0.7, 0.3, 0.5}});
  EXPECT_DOUBLE_EQ(result.original.auc.value, 1);
  EXPECT_DOUBLE_EQ(result.changed.auc.value, 0.5);  // 0.7 beats both women, 0.2 neither
  EXPECT_DOUBLE_EQ(result.original.balanced_accuracy.value, (1 + 0.5) / 2);
  EXPECT_DOUBLE_EQ(result.changed.balanced_accuracy.value, (0.5 + 0.5) / 2);
  EXPECT_DOUBLE_EQ(result.suppression_rate.value, (0.75 - 0.5) / 0.75);
  EXPECT_DOUBLE_EQ(result.flipped.value, 0.25);  // the first man
  EXPECT_EQ(result.men, 2u);
  EXPECT_EQ(result.women, 2u);
  const Confusion expected{{{1, 1, 0}, {1, 1, 0}}};
  EXPECT_EQ(result.changed.confusion, expected);
  EXPECT_EQ(result.changed.histogram.positive[4], 1u);   // 0.2
  EXPECT_EQ(result.changed.histogram.negative[10], 1u);  // 0.5
}

TEST(CompareGendersTest, TurnedAnswersAreAsFarFromChanceAsRightOnes) {
  const GenderResult result =
      compare(labelled({kMan, kMan, kWoman, kWoman}), {{0.9, 0.8, 0.1, 0.2}, {0.1, 0.2, 0.9, 0.8}});
  EXPECT_EQ(result.changed.auc.value, 0);
  EXPECT_EQ(result.changed.auc_distance.value, 0.5);
  EXPECT_EQ(result.suppression_rate.value, 1);
  EXPECT_EQ(result.suppression_rate_turned.value, 0);
}

TEST(CompareGendersTest, WhatIsNotAcquiredIsNoAnswer) {
  const GenderResult result =
      compare(labelled({kMan, kMan, kMan, kWoman, kUnknown}),
              {{0.9, std::nullopt, 0, 0.1, 0}, {0.8, 0, std::nullopt, 0.2, 1}});
  EXPECT_EQ(result.men, 1u);
  EXPECT_EQ(result.women, 1u);
  EXPECT_EQ(result.original.auc.value, 1);
  EXPECT_EQ(result.changed.auc.value, 1);
  EXPECT_EQ(result.flipped.value, 0);
  const Confusion expected{{{1, 0, 0}, {1, 1, 1}}};
  EXPECT_EQ(result.changed.confusion, expected);
}

TEST(CompareGendersTest, WithoutLabelsThereIsNoFigure) {
  const GenderResult result = compare(labelled({kUnknown}), {{1}, {0}});
  EXPECT_TRUE(std::isnan(result.original.auc.value));
  EXPECT_TRUE(std::isnan(result.flipped.value));
  EXPECT_TRUE(result.groups.empty());
}

TEST(CompareGendersTest, GroupsByGenderAgeAndEthnicityAndNamesTheLargestGap) {
  std::vector<std::optional<Gender>> genders;
  MaleScores scores;
  for (int i = 0; i < 120; ++i) {
    const bool male = i % 2 == 0;
    genders.push_back(male ? kMan : kWoman);
    scores.originals.push_back(male ? 0.9 : 0.1);
    // After protection every older woman is taken for a man.
    scores.protecteds.push_back(male || i >= 60 ? 0.9 : 0.1);
  }
  Manifest manifest = labelled(genders);
  for (int i = 0; i < 120; ++i) {
    manifest.rows[i].extra = {{"age", i < 60 ? "30" : "61.5"}, {"ethnicity", i < 7 ? "x" : "y"}};
  }
  const GenderResult result = compare(manifest, scores);
  ASSERT_EQ(result.groups.size(), 6u);
  EXPECT_EQ(result.groups[0].group, "female");
  EXPECT_EQ(result.groups[0].changed.accuracy.value, 0.5);
  EXPECT_TRUE(std::isnan(result.groups[0].changed.auc.value));
  EXPECT_EQ(result.groups[3].attribute, "age");
  EXPECT_EQ(result.groups[3].group, "60+");
  EXPECT_EQ(result.groups[3].faces, 60u);
  EXPECT_EQ(result.groups[3].changed.auc.value, 0.5);
  EXPECT_EQ(result.groups[4].faces, 7u);
  ASSERT_TRUE(result.largest_gap);
  EXPECT_EQ(result.largest_gap->gap(), 0.5);
  EXPECT_EQ(result.largest_gap->attribute, "age");
  EXPECT_EQ(result.largest_gap->lowest_group, "60+");
}

}  // namespace
}  // namespace antifaz
