#include "pipelines/training/training_card.hpp"

#include <gmock/gmock.h>

#include "src/core/sha256.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

TEST(TrainingCard, SaysWhereWeightsComeFrom) {
  TrainReport report;
  report.steps = 12;
  report.validation = {{"auc", 0.91234567}, {"accuracy", 0.5}};
  const Card card = training_card(
      {"antifaz train gender --data a --resume --seed 3", 3, "a (10 images)", "public domain"},
      report);
  EXPECT_EQ(card.at("command"), "antifaz train gender --data a --seed 3");
  EXPECT_EQ(card.at("seed"), "3");
  EXPECT_EQ(card.at("data"), "a (10 images)");
  EXPECT_EQ(card.at("license"), "public domain");
  EXPECT_EQ(card.at("validation"), "auc 0.9123, accuracy 0.5");
  EXPECT_EQ(card.at("steps"), "12");
  EXPECT_THAT(card.at("date"), ::testing::MatchesRegex("20[0-9][0-9]-[0-9][0-9]-[0-9][0-9]"));
}

TEST(TrainingCard, NamesJudgesByTheirBytes) {
  const testing::TempFolder folder;
  const auto a = folder.write("a", "one"), b = folder.write("b", "two");
  EXPECT_EQ(fingerprints({a, b}), "a " + sha256_of(a) + "; b " + sha256_of(b));
}

}  // namespace
}  // namespace antifaz
