#include "pipelines/report/report_page.hpp"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "pipelines/report/evaluation_json.hpp"
#include "tests/support/page_figures.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

AttackFigures figures(double auc) {
  return {{auc, auc - 0.02, auc + 0.02}, {auc - 0.5, 0.1, 0.4}, {auc - 0.1, 0.4, 0.9}};
}

AttackResult attack(const std::string& name, const std::string& kind, double auc) {
  AttackResult result;
  result.name = name;
  result.kind = kind;
  result.target = "gender";
  result.original = figures(0.97);
  result.changed = figures(auc);
  return result;
}

GenderResult classifier(const std::string& name, bool in_the_loop, double auc) {
  GenderResult result;
  result.classifier = name;
  result.in_the_loop = in_the_loop;
  const AttackFigures before = figures(0.96), after = figures(auc);
  result.original.auc = before.auc;
  result.original.auc_distance = before.auc_distance;
  result.changed.auc = after.auc;
  result.changed.auc_distance = after.auc_distance;
  return result;
}

EvaluateReport sample() {
  EvaluateReport report;
  report.command = "antifaz evaluate a '</script><script>alert(1)</script>'";
  report.protecteds = "a \"quoted\" & <odd> folder";
  report.verdict = {"partial", "First.", "Second.", {{"id", "warning", "Mind <this>."}}};
  report.problems = {"bad \xFF name.jpg: not a JPEG"};
  report.gender = {classifier("insider", true, 0.99), classifier("weak stranger", false, 0.55),
                   classifier("strong stranger", false, 0.85)};
  report.attackers = {attack("retrained CNN", "retrained", 0.9),
                      attack("linear", "embedding", 0.93),
                      attack("restored, then x", "restored", 0.7)};
  report.attackers[0].train_images = 1234;
  report.attack_curves = {{"linear", "embedding", "faces of each gender", true, {}}};
  for (const std::size_t size : {1, 15, 200}) {
    report.attack_curves[0].points.push_back({size, 20, figures(0.9), figures(0.6)});
  }
  report.matching.resize(1);
  report.matching[0].matcher = "known by";
  report.matching[0].identification.emplace().changed.gender_read = {0.9, 0.8, 1};
  return report;
}

/// The row that begins with this header.
std::string row_of(const std::string& page, const std::string& header) {
  const std::size_t start = page.find("<th scope=\"row\">" + header);
  return start == std::string::npos ? "" : page.substr(start, page.find("</tr>", start) - start);
}

TEST(ReportPage, ShowsTheFiguresOfTheReport) {
  const nlohmann::json report = to_json(sample());
  EXPECT_GT(testing::expect_figures_of(report, report_page(report, {})), 30u);
}

TEST(ReportPage, TheFourRowsTakeTheStrongestUnseenOfTheirKind) {
  const std::string page = report_page(to_json(sample()), {});
  EXPECT_THAT(row_of(page, "Naive"), HasSubstr("/classifiers/2/protected/auc\""));
  EXPECT_THAT(row_of(page, "Retrained"), HasSubstr("/attackers/1/protected/auc\""));
  EXPECT_THAT(row_of(page, "Restored"), HasSubstr("/attackers/2/protected/auc\""));
  EvaluateReport bare = sample();
  bare.attackers.clear();
  EXPECT_THAT(row_of(report_page(to_json(bare), {}), "Restored"), HasSubstr("needs <code>--att"));
  bare.too_few_to_attack = true;
  EXPECT_THAT(row_of(report_page(to_json(bare), {}), "Restored"), HasSubstr("takes 15 women"));
}

TEST(ReportPage, SaysWhoCouldReadGenderWithWhat) {
  const std::string page = report_page(to_json(sample()), {});
  const std::size_t start = page.find("Who could read gender, with what?</h2>");
  const std::string section = page.substr(start, page.find("</section>", start) - start);
  EXPECT_THAT(row_of(section, "A stranger"), HasSubstr("/classifiers/0/protected/auc\""));
  EXPECT_THAT(row_of(section, "Somebody who trains"), HasSubstr("1,234 protected faces"));
  EXPECT_THAT(row_of(section, "Somebody who trains"), HasSubstr("/attackers/0/protected/auc\""));
  EXPECT_THAT(row_of(section, "Somebody who learns to undo"), HasSubstr("/attackers/2/"));
  EXPECT_THAT(row_of(section, "Somebody who has the person"),
              HasSubstr("/matchers/0/identification/protected/gender_read\""));
  EXPECT_THAT(section, HasSubstr("stays personal data"));
  // Open at 0.97 of the originals, filled at 0.7: 304 units from 8 on.
  EXPECT_THAT(row_of(section, "Somebody who learns to undo"),
              ::testing::ContainsRegex("from\" cx=\"302.88.*to\" cx=\"220.8"));
  EvaluateReport unlabelled;
  EXPECT_THAT(report_page(to_json(unlabelled), {}), Not(HasSubstr("Who could read")));
}

TEST(ReportPage, DrawsTheCurvesOfAttackers) {
  EvaluateReport report = sample();
  EXPECT_THAT(report_page(to_json(report), {}), HasSubstr("linear by faces of each gender"));
  EXPECT_THAT(report_page(to_json(report), {}),
              HasSubstr("/attack_curves/0/points/2/protected/balanced_accuracy\""));
  report.attack_curves[0].points.clear();
  EXPECT_THAT(report_page(to_json(report), {}), Not(HasSubstr("How much does an attacker need")));
}

TEST(ReportPage, NamesAreNoMarkup) {
  const std::string page = report_page(to_json(sample()), {});
  EXPECT_THAT(page, Not(HasSubstr("<script>alert")));
  EXPECT_THAT(page, Not(HasSubstr("<odd>")));
  EXPECT_THAT(page, HasSubstr("Mind &lt;this&gt;."));
  EXPECT_THAT(page, HasSubstr("bad \xEF\xBF\xBD name.jpg"));
}

TEST(ReportPage, HoldsTheJsonItShows) {
  const nlohmann::json report = to_json(sample());
  const std::string page = report_page(report, {}), mark = "id=\"report\">";
  const std::size_t start = page.find(mark) + mark.size();
  const std::string held = page.substr(start, page.find("</script>", start) - start);
  nlohmann::json expected = report;
  expected["problems"][0] = "bad \xEF\xBF\xBD name.jpg: not a JPEG";
  EXPECT_EQ(nlohmann::json::parse(held), expected);
}

TEST(ReportPage, ShowsFacesOnlyIfGiven) {
  const nlohmann::json report = to_json(sample());
  EXPECT_THAT(report_page(report, {}), Not(HasSubstr("<img")));
  const cv::Mat grey(32, 32, CV_8UC3, cv::Scalar::all(90));
  const std::string page = report_page(report, {{"face.jpg", grey, grey + cv::Scalar::all(5)}});
  EXPECT_THAT(page,
              HasSubstr("alt=\"protected version of face.jpg\" src=\"data:image/jpeg;base64,"));
}

TEST(ReportPage, LoadsNothing) {
  const std::string page = report_page(to_json(sample()), {});
  EXPECT_THAT(page, HasSubstr("default-src 'none'"));
  for (const char* loader : {"src=\"http", "href=\"http", "url(", "@import", "import(", "fetch("}) {
    EXPECT_THAT(page, Not(HasSubstr(loader)));
  }
}

}  // namespace
}  // namespace antifaz
