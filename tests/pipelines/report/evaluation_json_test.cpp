#include "pipelines/report/evaluation_json.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>

#include "pipelines/report/report_figures.hpp"

namespace antifaz {
namespace {

TEST(EvaluationJsonTest, WritesTheSchemaAndNullForWhatIsNoNumber) {
  EvaluateReport report;
  report.images = 3;
  report.command = "antifaz evaluate a b";
  report.quality.psnr_db = std::numeric_limits<double>::infinity();
  report.quality.ssim = 1;
  GenderResult gender;
  gender.classifier = "c";
  gender.in_the_loop = true;
  gender.changed.auc = {0.25, 0.2, 0.3};
  gender.changed.confusion[1] = {4, 5, 6};
  gender.changed.curve = {{1, 0}, {0.5, 0.25}, {0, 1}};
  report.gender.push_back(gender);
  MatchResult match;
  match.matcher = "m";
  match.kinds[kOriginalProtected].points[2].tmr = {0.75, 0.7, 0.8};
  match.kinds[kOriginalProtected].points[2].reason = "few";
  match.kinds[kProtectedProtected].mated = 7;
  match.kinds[kProtectedProtected].impostor_gap = {0.5, 0.4, 0.6};
  match.kinds[kProtectedProtected].other_gender = 3;
  report.matching.push_back(match);
  report.trade_offs.push_back({"c", "m", kOriginalProtected, {2, 1, 3}, {0.5, 0.25, 0.75}});
  const nlohmann::json json = nlohmann::json::parse(to_json(report).dump());
  EXPECT_EQ(json["schema"], "antifaz-evaluation");
  EXPECT_EQ(json["version"], 2);
  EXPECT_EQ(json["command"], "antifaz evaluate a b");
  EXPECT_EQ(json["data"]["images"], 3);
  EXPECT_TRUE(json["quality"]["psnr_db"].is_null());
  EXPECT_EQ(json["quality"]["ssim"], 1);
  const auto& classifier = json["classifiers"][0];
  EXPECT_EQ(classifier["in_the_loop"], true);
  EXPECT_TRUE(classifier["original"]["auc"]["value"].is_null());
  EXPECT_EQ(classifier["protected"]["auc"],
            nlohmann::json({{"value", 0.25}, {"low", 0.2}, {"high", 0.3}}));
  EXPECT_EQ(classifier["protected"]["confusion"]["male"],
            nlohmann::json({{"female", 4}, {"male", 5}, {"no_face", 6}}));
  EXPECT_EQ(classifier["protected"]["roc"], nlohmann::json::parse("[[0, 0], [0.5, 0.75], [1, 1]]"));
  EXPECT_TRUE(classifier["largest_gap"].is_null());
  const auto& matcher = json["matchers"][0];
  const auto& point = matcher["comparisons"]["original_protected"]["operating_points"][2];
  EXPECT_EQ(point["tmr"]["value"], 0.75);
  EXPECT_EQ(point["too_few"], true);
  EXPECT_EQ(matcher["comparisons"]["protected_protected"]["mated"], 7);
  EXPECT_TRUE(matcher["identification"].is_null());
  const auto& gap = matcher["comparisons"]["protected_protected"];
  EXPECT_EQ(gap["impostor_gap"], nlohmann::json({{"value", 0.5}, {"low", 0.4}, {"high", 0.6}}));
  EXPECT_EQ(gap["other_gender"], 3);
  const auto& trade = json["trade_offs"][0];
  EXPECT_EQ(trade["pic"], 2);
  EXPECT_EQ(trade["pic_low"], 1);
  EXPECT_EQ(trade["pic_turned_high"], 0.75);
}

TEST(EvaluationJsonTest, CurvesAndTheGalleryAreThere) {
  EvaluateReport report;
  EXPECT_TRUE(to_json(report)["attacker_gallery"].is_null());
  EXPECT_TRUE(to_json(report)["attack_curves"].empty());
  report.attacker_gallery.emplace().women = 7;
  AttackPoint point;
  point.size = 50;
  point.draws = 20;
  point.changed.auc = {0.75, 0.7, 0.8};
  report.attack_curves = {{"linear on m", "embedding", "faces of each gender", true, {point}}};
  const nlohmann::json json = to_json(report);
  EXPECT_EQ(json["attacker_gallery"]["female"], 7);
  const auto& curve = json["attack_curves"][0];
  EXPECT_EQ(curve["unit"], "faces of each gender");
  EXPECT_EQ(curve["points"][0]["size"], 50);
  EXPECT_EQ(curve["points"][0]["draws"], 20);
  EXPECT_EQ(curve["points"][0]["protected"]["auc"]["value"], 0.75);
  bool found = false;
  for (const NamedFigure& one : report_figures(json)) {
    found = found || (one.name == "attack_curves/linear on m/points/50/protected/auc" &&
                      one.figure.high == 0.8);
  }
  EXPECT_TRUE(found);
}

TEST(EvaluationJsonTest, AnIdentificationSaysWhatGenderItGivesAway) {
  EvaluateReport report;
  MatchResult match;
  match.identification.emplace();
  match.identification->read = 9;
  match.identification->changed.gender_read.value = 0.75;
  report.matching.push_back(match);
  const nlohmann::json found = to_json(report)["matchers"][0]["identification"];
  EXPECT_EQ(found["read"], 9);
  EXPECT_EQ(found["protected"]["gender_read"]["value"], 0.75);
  EXPECT_TRUE(found["original"]["gender_read"]["value"].is_null());
}

}  // namespace
}  // namespace antifaz
