#include "pipelines/report/baseline.hpp"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "pipelines/report/evaluation_json.hpp"
#include "pipelines/report/report_figures.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

nlohmann::json report_with(double auc, double tmr) {
  EvaluateReport report;
  GenderResult gender;
  gender.classifier = "c";
  gender.changed.auc = {auc, auc - 0.1, auc + 0.1};
  gender.groups.push_back({"gender", "male", 3, {}, {}});
  gender.groups[0].changed.accuracy.value = auc;
  report.gender.push_back(gender);
  MatchResult match;
  match.matcher = "m";
  match.kinds[kOriginalProtected].points[1].fmr = 0.01;
  match.kinds[kOriginalProtected].points[1].tmr.value = tmr;
  report.matching.push_back(match);
  report.quality.ssim = 0.9;
  return to_json(report);
}

TEST(ReportFiguresTest, NamesEveryFigureByItsPlace) {
  const std::string csv = to_csv(report_figures(report_with(0.25, 0.75)));
  EXPECT_THAT(csv, HasSubstr("figure,value,low,high\n"));
  EXPECT_THAT(csv, HasSubstr("\nclassifiers/c/protected/auc,0.25,0.15,0.35\n"));
  EXPECT_THAT(csv, HasSubstr("\nclassifiers/c/groups/gender male/protected/accuracy,0.25,,\n"));
  EXPECT_THAT(
      csv,
      HasSubstr("\nmatchers/m/comparisons/original_protected/operating_points/0.01/tmr,0.75,,\n"));
  EXPECT_THAT(csv, HasSubstr("\nquality/ssim,0.9,,\n"));
}

TEST(BaselineTest, AnEqualReportIsNoWorse) {
  const auto report = report_with(0.6, 0.8);
  const BaselineComparison comparison = compare_with_baseline(report, report, 0);
  EXPECT_THAT(comparison.faults, IsEmpty());
  ASSERT_EQ(comparison.changes.size(), 3u);  // AUC, TMR, SSIM; no group's
  for (const FigureChange& change : comparison.changes) EXPECT_EQ(change.worse_by, 0);
}

TEST(BaselineTest, FartherFromChanceIsWorseInEitherDirection) {
  for (const double auc : {0.63, 0.37}) {
    const auto comparison =
        compare_with_baseline(report_with(0.6, 0.8), report_with(auc, 0.8), 0.02);
    EXPECT_THAT(comparison.faults, ElementsAre(HasSubstr("c/protected/auc: worse by 0.030")));
  }
  EXPECT_THAT(compare_with_baseline(report_with(0.6, 0.8), report_with(0.41, 0.8), 0.02).faults,
              IsEmpty());
}

TEST(BaselineTest, LostRecognitionIsWorse) {
  const auto comparison = compare_with_baseline(report_with(0.6, 0.8), report_with(0.6, 0.7), 0.05);
  EXPECT_THAT(comparison.faults, ElementsAre(HasSubstr("0.01/tmr: worse by 0.100")));
  EXPECT_THAT(to_text(comparison), HasSubstr("WORSE: matchers/m"));
  EXPECT_THAT(to_text(comparison), HasSubstr("0.600 [0.500, 0.700]"));
  EXPECT_THAT(compare_with_baseline(report_with(0.6, 0.7), report_with(0.6, 0.8), 0).faults,
              IsEmpty());
}

TEST(BaselineTest, AJudgeThatIsGoneOrANewLeakIsAFault) {
  auto report = report_with(0.6, 0.8);
  report["classifiers"] = nlohmann::json::array();
  report["leaks"] = {{{"id", "copy"}}};
  EXPECT_THAT(compare_with_baseline(report_with(0.6, 0.8), report, 1).faults,
              ElementsAre(HasSubstr("classifiers/c/protected/auc: is in the baseline but not"),
                          "new leak: copy"));
}

TEST(BaselineTest, RefusesOtherFiles) {
  const testing::TempFolder temp;
  EXPECT_ERROR(read_baseline(temp.write("a.json", "hello")), HasSubstr("is not JSON"));
  EXPECT_ERROR(read_baseline(temp.write("b.json", R"({"schema": "antifaz-evaluation"})")),
               HasSubstr("is no evaluation report of version 2"));
  EXPECT_EQ(read_baseline(temp.write("c.json", report_with(0.5, 1).dump()))["version"], 2);
}

/// What `read_baseline` says of the report with a value in a place.
std::string refusal(const char* place, const nlohmann::json& value) {
  const testing::TempFolder temp;
  nlohmann::json report = report_with(0.6, 0.8);
  report[nlohmann::json::json_pointer(place)] = value;
  try {
    read_baseline(temp.write("a.json", report.dump()));
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

TEST(BaselineTest, RefusesValuesThatTheComparisonWouldSkip) {
  EXPECT_THAT(refusal("/classifiers/0/protected/auc/value", "0.6"),
              HasSubstr("classifiers/c/auc: 'value' is no number"));
  EXPECT_THAT(refusal("/classifiers/0/protected/auc", 0.6), HasSubstr("'auc' is no object"));
  EXPECT_THAT(refusal("/classifiers/0/protected", nullptr), HasSubstr("'protected' is no object"));
  EXPECT_THAT(refusal("/classifiers/0/name", 3), HasSubstr("without a name"));
  EXPECT_THAT(refusal("/classifiers", "c"), HasSubstr("'classifiers' is no array"));
  EXPECT_THAT(refusal("/attackers", 1), HasSubstr("'attackers' is no array"));
  EXPECT_THAT(refusal("/matchers/0/comparisons/original_protected/operating_points/1/tmr", true),
              HasSubstr("'tmr' is no object"));
  EXPECT_THAT(refusal("/matchers/0/identification", {{"protected", 1}}),
              HasSubstr("'protected' is no object"));
  EXPECT_THAT(refusal("/quality/ssim", "good"), HasSubstr("'ssim' is no number"));
  EXPECT_THAT(refusal("/leaks", {{{"id", 5}}}), HasSubstr("without an id"));
  EXPECT_EQ(refusal("/problems", 5), "");  // nobody compares it
}

TEST(BaselineTest, RefusesJudgesOfOneName) {
  const testing::TempFolder temp;
  nlohmann::json report = report_with(0.6, 0.8);
  report["classifiers"].push_back(report["classifiers"][0]);
  EXPECT_ERROR(read_baseline(temp.write("a.json", report.dump())),
               HasSubstr("classifiers: calls two of them 'c'"));
}

TEST(BaselineTest, RefusesAReportThatNothingCouldBeWorseThan) {
  const testing::TempFolder temp;
  EXPECT_ERROR(read_baseline(temp.write("a.json", to_json(EvaluateReport()).dump())),
               HasSubstr("holds no figure of a classifier"));
  nlohmann::json report = report_with(0.6, 0.8);
  report["classifiers"] = report["matchers"] = nlohmann::json::array();  // SSIM is left
  EXPECT_ERROR(read_baseline(temp.write("b.json", report.dump())), HasSubstr("holds no figure"));
}

TEST(BaselineTest, RefusesWhatIsNestedTooDeeply) {
  const testing::TempFolder temp;
  const std::string deep = std::string(100'000, '[') + std::string(100'000, ']');
  EXPECT_ERROR(read_baseline(temp.write("a.json", "{\"problems\": " + deep + "}")),
               HasSubstr("is not JSON"));
}

}  // namespace
}  // namespace antifaz
