#include "pipelines/report/attack_text.hpp"

#include <gmock/gmock.h>

namespace antifaz {
namespace {

using ::testing::ContainsRegex;
using ::testing::HasSubstr;

AttackPoint point(std::size_t size, double before, double after) {
  AttackPoint point;
  point.size = size;
  point.original.auc.value = before;
  point.changed.auc.value = after;
  return point;
}

TEST(AttackTextTest, HasOneColumnASize) {
  EvaluateReport report;
  EXPECT_EQ(attack_tables(report), "");
  report.attack_curves = {
      {"linear", "embedding", "faces of each gender", false, {point(1, 0.6, 0.55)}},
      {"neighbours",
       "embedding",
       "faces of each gender",
       false,
       {point(1, 0.7, 0.65), point(15, 0.9, 0.8)}},
      {"restored", "restored", "pairs", false, {point(256, 0.95, 0.75)}}};
  const std::string text = attack_tables(report);
  EXPECT_THAT(text, ContainsRegex("so many faces of each gender +faces +1 +15\n"));
  EXPECT_THAT(text, ContainsRegex("linear +original +0.600 +-\nlinear +protected +0.550 +-\n"));
  EXPECT_THAT(text, ContainsRegex("neighbours +protected +0.650 +0.800\n"));
  EXPECT_THAT(text, ContainsRegex("so many pairs +faces +256\n"));
  EXPECT_THAT(text, ContainsRegex("restored +protected +0.750\n"));
}

TEST(AttackTextTest, SaysWhatTheGalleryHeldAndWhatWasLeftOut) {
  EvaluateReport report;
  report.attacker_gallery = {"other", 12, 1, 2, 3, 4, 2, 5};
  EXPECT_THAT(
      attack_tables(report),
      HasSubstr("own gallery, other: faces of 4 women and 2 men, 5 people, 1 images without "
                "a gender label left out, 2 of people who are evaluated left out, 3 without "
                "a face left out\n"));
}

}  // namespace
}  // namespace antifaz
