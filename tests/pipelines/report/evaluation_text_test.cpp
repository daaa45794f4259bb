#include "pipelines/report/evaluation_text.hpp"

#include <gmock/gmock.h>

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
  gender.original.auc.value = 0.987;
  gender.changed.auc = {0.05, 0.04, 0.06};
  gender.changed.auc_distance.value = 0.45;
  report.gender.push_back(gender);
  return report;
}

TEST(EvaluationTextTest, AFlippedClassifierStillTells) {
  EXPECT_THAT(to_text(report_with(false)),
              ContainsRegex("flipped +unseen +0.987 +0.050 .0.040, 0.060. +0.450 "));
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
  for (MatchFigures& figures : match.kinds) {
    for (OperatingPoint& point : figures.points) point.tmr.value = 0;
  }
  match.kinds[kOriginalOriginal].points[2].tmr = {0.99, 0.98, 1};
  match.kinds[kOriginalProtected].points[2].tmr.value = 0.9512;
  match.kinds[kOriginalOriginal].points[2].reason = "too few";
  match.kinds[kOriginalOriginal].points[3].reason = "far too few";
  match.kinds[kOriginalOriginal].points[3].tmr = {};
  match.kinds[kOriginalOriginal].mated = 290;
  match.kinds[kOriginalOriginal].failures = 10;
  report.matching.push_back(match);
  const std::string text = to_text(report);
  EXPECT_THAT(text, HasSubstr("* too few: read it with care.\n- far too few: refused.\n"));
  EXPECT_THAT(text, ContainsRegex("net +unseen +original-original +0.0% +99.0% .98.0, 100.0. [*]"));
  EXPECT_THAT(text, ContainsRegex("net +unseen +original-protected +0.0% +95.1%"));
  EXPECT_THAT(text, ContainsRegex("net +unseen +protected-protected [^\n]* -\n"));
  EXPECT_THAT(text, HasSubstr("300 mated and 0 non-mated pairs"));
}

TEST(EvaluationTextTest, ShowsWhatTheFieldCites) {
  EvaluateReport report = report_with(false);
  EXPECT_THAT(to_text(report), Not(HasSubstr("suppression rate")));  // without labels
  report.gender[0].suppression_rate = {0.5, 0.4, 0.6};
  report.matching.resize(1);
  report.matching[0].matcher = "net";
  report.trade_offs = {{"flipped", "net", kOriginalProtected, {4.25, 3, 5}, {}},
                       {"flipped", "net", kProtectedProtected, {9, 9, 9}, {}}};
  const std::string text = to_text(report);
  EXPECT_THAT(text, ContainsRegex("flipped +0.500 .0.400, 0.600. +- +4.25 .3.00, 5.00."));
  EXPECT_THAT(text, Not(HasSubstr("9.00")));
}

TEST(EvaluationTextTest, ShowsWhatMatchingTellsOfGender) {
  EvaluateReport report = report_with(false);
  report.matching.resize(1);
  MatchResult& match = report.matching[0];
  match.matcher = "net";
  EXPECT_THAT(to_text(report), Not(HasSubstr("impostor gap")));
  match.kinds[kProtectedProtected].impostor_gap = {0.75, 0.7, 0.8};
  match.identification.emplace();
  match.identification->read = 8;
  match.identification->changed.gender_read = {0.9, 0.8, 1};
  const std::string text = to_text(report);
  EXPECT_THAT(text, ContainsRegex("net +original-protected +- +90.0% .80.0, 100.0. +8\n"));
  EXPECT_THAT(text, ContainsRegex("net +protected-protected +0.75 .0.70, 0.80. +- +-\n"));
}

TEST(EvaluationTextTest, BeginsWithTheVerdict) {
  EvaluateReport report = report_with(false);
  report.verdict = {"weak", "It is told.", "They are known.", {{"x", "warning", "Beware."}}};
  EXPECT_EQ(to_text(report).find("It is told.\nThey are known.\n\nwarning: Beware.\n\n12 images"),
            0u);
}

TEST(EvaluationTextTest, ShowsTheFirstProblems) {
  EvaluateReport report = report_with(false);
  EXPECT_THAT(to_text(report), Not(HasSubstr("Problems")));
  for (int i = 1; i <= 12; ++i) report.problems.push_back("file" + std::to_string(i) + ".jpg: bad");
  report.missing_protected = 2;
  const std::string text = to_text(report);
  EXPECT_THAT(text, HasSubstr("12 images of 0 people, 2 without a protected version"));
  EXPECT_THAT(text, HasSubstr("Problems (12):\n  file1.jpg: bad\n"));
  EXPECT_THAT(text, HasSubstr("file10.jpg"));
  EXPECT_THAT(text, Not(HasSubstr("file11.jpg")));
}

}  // namespace
}  // namespace antifaz
