#include "pipelines/measures/trade_offs.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "pipelines/measures/compare_genders.hpp"
#include "pipelines/measures/compare_matches.hpp"

namespace antifaz {
namespace {

GenderResult classifier(std::vector<double> before, std::vector<double> after) {
  GenderResult result;
  result.classifier = "classifier";
  result.original.accuracy_drawn = std::move(before);
  result.changed.accuracy_drawn = std::move(after);
  return result;
}

MatchResult matcher(std::vector<double> before, std::vector<double> after,
                    std::vector<double> among_protected) {
  MatchResult result;
  result.matcher = "matcher";
  result.kinds[kOriginalOriginal].eer_drawn = std::move(before);
  result.kinds[kOriginalProtected].eer_drawn = std::move(after);
  result.kinds[kProtectedProtected].eer_drawn = std::move(among_protected);
  return result;
}

TEST(TradeOffsTest, TakesBothErrorsOfAReplicateTogether) {
  // The error rises from 0.1 to 0.6 (fivefold), the EER from 0.05 to 0.06 (by a fifth).
  const auto found = trade_offs_of({classifier({0.9, 0.9, 0.8}, {0.4, 0.4, 0.6})},
                                   {matcher({0.05, 0.05, 0.1}, {0.06, 0.05, 0.2}, {0.05, 0, 0.1})});
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].kind, kOriginalProtected);
  EXPECT_NEAR(found[0].pic.value, 5 - 0.2, 1e-12);
  EXPECT_NEAR(found[0].pic_turned.value, 3 - 0.2, 1e-12);  // 0.6 told the other way round is 0.4
  // Replicates 5 - 0 and 1 - 1: their 2.5 and 97.5 % quantiles, linear between.
  EXPECT_NEAR(found[0].pic.low, 5 * 0.025, 1e-12);
  EXPECT_NEAR(found[0].pic.high, 5 * 0.975, 1e-12);
  EXPECT_EQ(found[1].kind, kProtectedProtected);
  EXPECT_NEAR(found[1].pic.value, 5, 1e-12);
}

TEST(TradeOffsTest, WithoutAnErrorBeforeThereIsNoCoefficient) {
  const auto found = trade_offs_of({classifier({1, 1}, {0.5, 0.5})},
                                   {matcher({0.1, 0.1}, {0.1, 0.1}, {0.1, 0.1})});
  EXPECT_TRUE(std::isnan(found[0].pic.value));
  EXPECT_TRUE(std::isnan(found[0].pic.low));
}

TEST(TradeOffsTest, FiguresAreOfTheSameReplicates) {
  Manifest manifest;
  MaleScores scores;
  Comparisons comparisons;
  for (std::uint32_t i = 0; i < 40; ++i) {
    ManifestRow row;
    row.path = std::to_string(i);
    row.subject = std::to_string(i / 2);
    row.gender = i / 2 % 2 == 0 ? Gender::kFemale : Gender::kMale;
    manifest.rows.push_back(row);
    scores.originals.push_back(i % 7 == 0 ? 0.5 : i / 2 % 2);
    scores.protecteds.push_back(i % 3 == 0 ? 0.9 : 0.1);
    for (auto& of_kind : comparisons) {
      of_kind.push_back({i, i ^ 1, true, (i % 5) / 5.0});
      of_kind.push_back({i, (i + 4) % 40, false, (i % 6) / 7.0});
    }
  }
  const Subjects subjects = subjects_of(manifest);
  const SubjectBootstrap bootstrap(subjects.count, 30, 3);
  const GenderResult gender = compare_genders(scores, manifest.rows, subjects, bootstrap);
  const MatchResult match = compare_matches(comparisons, subjects, bootstrap);
  ASSERT_EQ(gender.original.accuracy_drawn.size(), 31u);
  EXPECT_EQ(gender.original.accuracy_drawn[0], gender.original.balanced_accuracy.value);
  EXPECT_EQ(match.kinds[kOriginalProtected].eer_drawn[0],
            match.kinds[kOriginalProtected].eer.value);
  const Figure again = SubjectBootstrap::figure_of(match.kinds[kOriginalOriginal].eer_drawn);
  EXPECT_EQ(again.low, match.kinds[kOriginalOriginal].eer.low);
  EXPECT_EQ(again.high, match.kinds[kOriginalOriginal].eer.high);
  const auto found = trade_offs_of({gender}, {match});
  EXPECT_LE(found[0].pic.low, found[0].pic.value);
  EXPECT_GE(found[0].pic.high, found[0].pic.value);
}

}  // namespace
}  // namespace antifaz
