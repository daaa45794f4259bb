#include "pipelines/evaluation_text.hpp"

#include <gmock/gmock.h>

#include <limits>

namespace antifaz {
namespace {

using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;

EvaluateReport report_with(bool in_the_loop) {
  EvaluateReport report;
  report.images = 12;
  GenderResult gender;
  gender.classifier = "flipped";
  gender.in_the_loop = in_the_loop;
  gender.auc_original = 0.987;
  gender.auc_protected = 0.05;
  report.gender.push_back(gender);
  return report;
}

TEST(EvaluationTextTest, AFlippedClassifierStillTells) {
  EXPECT_THAT(to_text(report_with(false)), ContainsRegex("flipped +unseen +0.987 +0.050 +0.450 "));
}

TEST(EvaluationTextTest, MarksJudgesInTheLoop) {
  EXPECT_THAT(to_text(report_with(true)), HasSubstr("no evidence\nof protection"));
  EXPECT_THAT(to_text(report_with(true)), ContainsRegex("flipped +in the loop"));
  EXPECT_THAT(to_text(report_with(false)), Not(HasSubstr("in the loop")));
}

TEST(EvaluationTextTest, ShowsOneRowForEachKindOfComparison) {
  EvaluateReport report = report_with(false);
  MatchResult match;
  match.matcher = "net";
  match.original_original.tmr_01 = 0.99;
  match.original_protected.tmr_01 = 0.9512;
  match.protected_protected.eer = std::numeric_limits<double>::quiet_NaN();
  match.mated = 300;
  report.matching.push_back(match);
  const std::string text = to_text(report);
  EXPECT_THAT(text, ContainsRegex("net +unseen +original-original +0.0% +99.0%"));
  EXPECT_THAT(text, ContainsRegex("net +unseen +original-protected +0.0% +95.1%"));
  EXPECT_THAT(text, ContainsRegex("net +unseen +protected-protected [^\n]* -\n"));
  EXPECT_THAT(text, HasSubstr("300 mated and 0 non-mated pairs"));
}

TEST(EvaluationTextTest, ShowsTheFirstProblems) {
  EvaluateReport report = report_with(false);
  EXPECT_THAT(to_text(report), Not(HasSubstr("Problems")));
  for (int i = 1; i <= 12; ++i) report.problems.push_back("file" + std::to_string(i) + ".jpg: bad");
  report.missing_protected = 2;
  const std::string text = to_text(report);
  EXPECT_THAT(text, HasSubstr("12 images, 2 without a protected version"));
  EXPECT_THAT(text, HasSubstr("Problems (12):\n  file1.jpg: bad\n"));
  EXPECT_THAT(text, HasSubstr("file10.jpg"));
  EXPECT_THAT(text, Not(HasSubstr("file11.jpg")));
}

}  // namespace
}  // namespace antifaz
