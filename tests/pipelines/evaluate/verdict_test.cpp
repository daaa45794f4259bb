#include "pipelines/evaluate/verdict.hpp"

#include <gmock/gmock.h>

#include "pipelines/evaluate/folder_faults.hpp"

namespace antifaz {
namespace {

using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

Figure around(double value) { return {value, value - 0.02, value + 0.02}; }

GenderResult classifier(const std::string& name, double auc, double accuracy) {
  GenderResult result;
  result.classifier = name;
  result.men = result.women = 100;
  result.original.auc = around(0.97);
  result.original.balanced_accuracy = around(0.95);
  result.changed.auc = around(auc);
  result.changed.balanced_accuracy = around(accuracy);
  return result;
}

EvaluateReport report_with(const std::vector<GenderResult>& classifiers) {
  EvaluateReport report;
  report.gender = classifiers;
  return report;
}

std::vector<std::string> ids(const Verdict& verdict) {
  std::vector<std::string> all;
  for (const Finding& finding : verdict.findings) all.push_back(finding.id);
  return all;
}

AttackResult attacker(const std::string& name, double auc) {
  AttackResult attack;
  attack.name = name;
  attack.target = "gender";
  attack.train_images = 100;
  attack.changed.auc = around(auc);
  return attack;
}

TEST(VerdictTest, JudgesByTheBestAttacker) {
  EvaluateReport report = report_with({classifier("a", 0.52, 0.5)});
  report.attackers.push_back(attacker("retrained CNN", 0.55));
  EXPECT_EQ(judge(report).level, "strong");
  EXPECT_THAT(judge(report).privacy, EndsWith("gender is well hidden."));
  EXPECT_THAT(ids(judge(report)), ::testing::IsEmpty());
  report.gender.push_back(classifier("b", 0.7, 0.6));
  EXPECT_EQ(judge(report).level, "partial");
  report.gender.push_back(classifier("c", 0.9, 0.8));
  EXPECT_EQ(judge(report).level, "weak");
  EXPECT_THAT(judge(report).privacy,
              HasSubstr("the best of 4 attackers (c) is right 90 % of the time (95 % "
                        "interval 88 % to 92 %), before protection 97 %"));
  report.attackers.push_back(attacker("restored", 0.95));
  EXPECT_THAT(judge(report).privacy, HasSubstr("the best of 5 attackers (restored)"));
}

TEST(VerdictTest, WhoDoesNotAdaptIsNoProofOfStrength) {
  EvaluateReport report = report_with({classifier("a", 0.52, 0.5)});
  EXPECT_EQ(judge(report).level, "partial");
  EXPECT_THAT(judge(report).privacy,
              HasSubstr("well hidden from these, but none of them had learnt"));
  EXPECT_THAT(ids(judge(report)), ElementsAre("no_adaptive_attacker"));
  // Averaging a given classifier's scores is no learning.
  report.attackers.push_back(attacker("averaged", 0.55));
  report.attackers[0].train_images = 0;
  report.too_few_to_attack = true;
  EXPECT_EQ(judge(report).level, "partial");
  EXPECT_THAT(ids(judge(report)), ElementsAre("too_few_people"));
  EXPECT_THAT(judge(report).findings[0].text, HasSubstr("takes 15 women and 15 men"));
}

TEST(VerdictTest, AnswersThatAreReliablyWrongAreAnswers) {
  const Verdict by_rank = judge(report_with({classifier("a", 0.3, 0.45)}));
  EXPECT_EQ(by_rank.level, "partial");
  EXPECT_THAT(by_rank.privacy, HasSubstr("(a, its answers turned round) is right 70 %"));
  // Ranks like chance, answers wrong two times in three: drawn to either side at random.
  const Verdict by_answer = judge(report_with({classifier("a", 0.5, 0.32)}));
  EXPECT_EQ(by_answer.level, "partial");
  EXPECT_THAT(by_answer.privacy, HasSubstr("is right 68 %"));
  EXPECT_THAT(by_answer.privacy, HasSubstr("before protection 95 %"));
}

TEST(VerdictTest, TooFewFacesAreNoVerdict) {
  GenderResult few = classifier("a", 0.5, 0.5);
  few.women = 29;
  EXPECT_EQ(judge(report_with({few})).level, "unknown");
  EXPECT_EQ(judge({}).level, "unknown");
}

TEST(VerdictTest, TellsWhenJudgesAreNoEvidence) {
  GenderResult result = classifier("a", 0.5, 0.5);
  result.in_the_loop = true;
  EXPECT_THAT(ids(judge(report_with({result}))),
              ElementsAre("no_unseen_classifier", "no_adaptive_attacker"));
}

TEST(VerdictTest, NamesTheWidestGapBetweenGroupsOnce) {
  EvaluateReport report = report_with({classifier("a", 0.5, 0.5), classifier("b", 0.5, 0.5)});
  report.gender[0].largest_gap = LargestGap{"age", "original accuracy", "young", "old", 0.9, 0.7};
  report.gender[1].largest_gap = LargestGap{"gender", "TPR", "male", "female", 0.95, 0.6};
  const Verdict verdict = judge(report);
  ASSERT_THAT(ids(verdict), ElementsAre("no_adaptive_attacker", "group_gap"));
  EXPECT_EQ(
      verdict.findings[1].text,
      "The largest gap between groups is that of b, by gender (TPR): male 95 %, female 60 %.");
  report.gender[1].largest_gap->lowest = 0.86;  // too small to speak of, and the other's is wider
  EXPECT_THAT(judge(report).findings[1].text, HasSubstr("that of a, by age"));
}

TEST(VerdictTest, RecognitionIsThatOfTheWorstIndependentMatcher) {
  EvaluateReport report;
  for (const bool in_the_loop : {true, false, false}) {
    MatchResult match;
    match.matcher = "m" + std::to_string(report.matching.size());
    match.in_the_loop = in_the_loop;
    const double tmr = in_the_loop ? 0.3 : match.matcher == "m1" ? 0.6 : 0.9;
    match.kinds[kOriginalOriginal].points[kOnePerCent].tmr = around(0.95);
    match.kinds[kOriginalProtected].points[kOnePerCent].tmr = around(tmr);
    match.kinds[kProtectedProtected].points[kOnePerCent].tmr = around(0.97);
    report.matching.push_back(match);
  }
  EXPECT_THAT(judge(report).recognition,
              HasSubstr("recognised in 60 % of comparisons (95 % interval 58 % to 62 %) by the "
                        "weakest independent matcher (m1, an original with a protected image"));
  EXPECT_THAT(judge({}).recognition, HasSubstr("not known"));
}

class LeaksTest : public ::testing::Test {
 protected:
  /// `unprotected` of 40 images unchanged.
  std::vector<Leak> find(int unprotected, const std::vector<GenderResult>& gender = {}) {
    std::vector<double> change(40, 10);
    std::vector<ManifestRow> rows(40);
    for (int i = 0; i < 40; ++i) {
      rows[i].path = std::to_string(i) + ".jpg";
      if (i < unprotected) change[i] = 0.5;
    }
    return find_leaks(change, rows, gender);
  }
};

TEST_F(LeaksTest, ACopyIsNamed) {
  EvaluateReport report = report_with({classifier("a", 0.97, 0.95)});
  report.leaks = find(40);
  EXPECT_EQ(report.leaks[0].id, "copy");
  const Verdict verdict = judge(report);
  EXPECT_EQ(verdict.level, "leaks");
  EXPECT_THAT(verdict.privacy, HasSubstr("is a copy of the originals: 40 of 40 faces"));
  EXPECT_EQ(verdict.findings[0].severity, "fault");
}

TEST_F(LeaksTest, AFewUnprotectedImagesAreNamed) {
  EvaluateReport report = report_with({classifier("a", 0.52, 0.5)});
  report.leaks = find(2);
  EXPECT_EQ(report.leaks[0].id, "unprotected_images");
  EXPECT_THAT(report.leaks[0].examples, ElementsAre("0.jpg", "1.jpg"));
  EXPECT_THAT(judge(report).privacy, HasSubstr("2 of 40 faces (5.0 %) are not protected"));
  EXPECT_TRUE(find(0).empty());
}

TEST_F(LeaksTest, TurnedAnswersAreNamed) {
  EvaluateReport report = report_with({classifier("a", 0.2, 0.4), classifier("b", 0.05, 0.1)});
  report.leaks = find(0, report.gender);
  ASSERT_EQ(report.leaks.size(), 1u);
  EXPECT_EQ(report.leaks[0].judge, "b");
  EXPECT_THAT(judge(report).privacy,
              HasSubstr("2 of 2 classifiers are turned round, most of all those of b (AUC 0.050"));
  // Not where the classifier could tell nothing before, or chance would do.
  GenderResult blind = classifier("a", 0.2, 0.2);
  blind.original.auc = blind.original.balanced_accuracy = around(0.5);
  GenderResult chance = classifier("a", 0.2, 0.2);
  chance.changed.auc.high = chance.changed.balanced_accuracy.high = 0.6;
  EXPECT_TRUE(find(0, {blind, chance}).empty());
}

}  // namespace
}  // namespace antifaz
