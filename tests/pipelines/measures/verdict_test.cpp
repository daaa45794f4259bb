#include "pipelines/measures/verdict.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <utility>

#include "pipelines/measures/folder_faults.hpp"

namespace antifaz {
namespace {

using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;

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

TEST(VerdictTest, SaysThatAFaceThatMatchesGivesItsGenderAway) {
  EvaluateReport report = report_with({classifier("a", 0.52, 0.5)});
  for (const double read : {0.8, 0.96, std::nan("")}) {
    MatchResult& match = report.matching.emplace_back();
    match.matcher = read > 0.9 ? "net 2" : "net";
    match.identification.emplace().changed.gender_read = around(read);
  }
  const Finding finding = verdict_of(report).findings.back();
  EXPECT_EQ(finding.id, "identity_tells_gender");
  EXPECT_THAT(finding.text, HasSubstr("net 2 finds"));
  EXPECT_THAT(finding.text, HasSubstr("96 % of protected faces (95 %"));
  EXPECT_THAT(finding.text, EndsWith("still matches stays personal data."));
}

TEST(VerdictTest, JudgesByTheBestAttacker) {
  EvaluateReport report = report_with({classifier("a", 0.52, 0.5)});
  report.attackers.push_back(attacker("retrained CNN", 0.55));
  EXPECT_EQ(verdict_of(report).level, "strong");
  EXPECT_THAT(verdict_of(report).privacy, ::testing::StartsWith("Protected: shown"));
  EXPECT_THAT(ids(verdict_of(report)), ::testing::IsEmpty());
  report.gender.push_back(classifier("b", 0.7, 0.6));
  EXPECT_EQ(verdict_of(report).level, "partial");
  report.gender.push_back(classifier("c", 0.9, 0.8));
  EXPECT_EQ(verdict_of(report).level, "weak");
  EXPECT_THAT(
      verdict_of(report).privacy,
      HasSubstr("the one of 4 attackers who may tell most (c) is right 90 % of the time (95 % "
                "interval 88 % to 92 %), before protection 97 %"));
  report.attackers.push_back(attacker("restored", 0.95));
  EXPECT_THAT(verdict_of(report).privacy,
              HasSubstr("the one of 5 attackers who may tell most (restored)"));
}

TEST(VerdictTest, WhoDoesNotAdaptIsNoProofOfStrength) {
  EvaluateReport report = report_with({classifier("a", 0.52, 0.5)});
  EXPECT_EQ(verdict_of(report).level, "partial");
  EXPECT_THAT(verdict_of(report).privacy,
              EndsWith("; but none of them had learnt from protected faces."));
  EXPECT_THAT(ids(verdict_of(report)), ElementsAre("no_adaptive_attacker"));
  // Averaging a given classifier's scores is no learning.
  report.attackers.push_back(attacker("averaged", 0.55));
  report.attackers[0].train_images = 0;
  report.too_few_to_attack = true;
  EXPECT_EQ(verdict_of(report).level, "partial");
  EXPECT_THAT(ids(verdict_of(report)), ElementsAre("too_few_people"));
  EXPECT_THAT(verdict_of(report).findings[0].text, HasSubstr("takes 15 women and 15 men"));
}

TEST(VerdictTest, AnswersThatAreReliablyWrongAreAnswers) {
  const Verdict by_rank = verdict_of(report_with({classifier("a", 0.3, 0.45)}));
  EXPECT_EQ(by_rank.level, "partial");
  EXPECT_THAT(by_rank.privacy, HasSubstr("(a, its answers turned round) is right 70 %"));
  // Ranks like chance, answers wrong two times in three: drawn to either side at random.
  const Verdict by_answer = verdict_of(report_with({classifier("a", 0.5, 0.32)}));
  EXPECT_EQ(by_answer.level, "partial");
  EXPECT_THAT(by_answer.privacy, HasSubstr("is right 68 %"));
  EXPECT_THAT(by_answer.privacy, HasSubstr("before protection 95 %"));
}

TEST(VerdictTest, JudgesByTheMostThatEitherDirectionOfTheIntervalAllows) {
  EvaluateReport report = report_with({classifier("a", 0.5, 0.5)});
  report.attackers.push_back(attacker("retrained CNN", 0.5));
  Figure& auc = report.attackers[0].changed.auc;
  auc = {0.52, 0.35, 0.58};  // turned round it may be 0.65
  EXPECT_EQ(verdict_of(report).level, "partial");
  EXPECT_THAT(verdict_of(report).privacy,
              HasSubstr("(retrained CNN, its answers turned round) is right 48 % of the time (95 % "
                        "interval 42 % to 65 %)"));
  EXPECT_THAT(verdict_of(report).privacy, ::testing::StartsWith("Protected in part: "));
  EXPECT_THAT(ids(verdict_of(report)), ::testing::IsEmpty());  // not wrong more often than right
  auc = {0.48, 0.42, 0.65};                                    // the same the other way round
  EXPECT_EQ(verdict_of(report).level, "partial");
  EXPECT_THAT(verdict_of(report).privacy,
              HasSubstr("(retrained CNN) is right 48 % of the time (95 % interval 42 % to 65 %)"));
  auc = {0.5, 0.1, 0.6};
  EXPECT_EQ(verdict_of(report).level, "weak");
  EXPECT_THAT(verdict_of(report).privacy, ::testing::StartsWith("Not protected: "));
  auc = {0.48, 0.42, 0.58};
  EXPECT_EQ(verdict_of(report).level, "strong");
  auc = {0.45, std::nan(""), std::nan("")};  // without an interval the value counts
  EXPECT_EQ(verdict_of(report).level, "strong");
  auc.value = 0.3;
  EXPECT_EQ(verdict_of(report).level, "partial");
}

TEST(VerdictTest, TheAttackerIsTheOneWhoMayTellMost) {
  EvaluateReport report = report_with({classifier("a", 0.5, 0.5)});
  report.attackers = {attacker("sure", 0.57), attacker("unsure", 0.5)};
  report.attackers[1].changed.auc = {0.53, 0.40, 0.84};
  EXPECT_EQ(verdict_of(report).level, "weak");
  EXPECT_THAT(verdict_of(report).privacy, HasSubstr("(unsure) is right 53 % of the time (95 % "
                                                    "interval 40 % to 84 %)"));
}

TEST(VerdictTest, SaysWhichLabelIsMissing) {
  EvaluateReport report;
  EXPECT_THAT(verdict_of(report).privacy, EndsWith("no image has a gender label."));
  report.men = 5;
  EXPECT_THAT(verdict_of(report).privacy, EndsWith("all labels are male."));
  std::swap(report.men, report.women);
  EXPECT_THAT(verdict_of(report).privacy, EndsWith("all labels are female."));
  report.men = 5;
  EXPECT_THAT(verdict_of(report).privacy, HasSubstr("found in both versions"));
}

TEST(VerdictTest, TooFewFacesAreNoVerdict) {
  GenderResult few = classifier("a", 0.5, 0.5);
  few.women = 29;
  EXPECT_EQ(verdict_of(report_with({few})).level, "unknown");
  EXPECT_EQ(verdict_of({}).level, "unknown");
}

TEST(VerdictTest, TellsWhenJudgesAreNoEvidence) {
  GenderResult result = classifier("a", 0.5, 0.5);
  result.in_the_loop = true;
  EXPECT_THAT(ids(verdict_of(report_with({result}))),
              ElementsAre("no_unseen_classifier", "no_adaptive_attacker"));
}

TEST(VerdictTest, NamesTheWidestGapBetweenGroupsOnce) {
  EvaluateReport report = report_with({classifier("a", 0.5, 0.5), classifier("b", 0.5, 0.5)});
  report.gender[0].largest_gap = LargestGap{"age", "original accuracy", "young", "old", 0.9, 0.7};
  report.gender[1].largest_gap = LargestGap{"gender", "TPR", "male", "female", 0.95, 0.6};
  const Verdict verdict = verdict_of(report);
  ASSERT_THAT(ids(verdict), ElementsAre("no_adaptive_attacker", "group_gap"));
  EXPECT_EQ(
      verdict.findings[1].text,
      "The largest gap between groups is that of b, by gender (TPR): male 95 %, female 60 %.");
  report.gender[1].largest_gap->lowest = 0.86;  // too small to speak of, and the other's is wider
  EXPECT_THAT(verdict_of(report).findings[1].text, HasSubstr("that of a, by age"));
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
  EXPECT_THAT(verdict_of(report).recognition,
              HasSubstr("recognised in 60 % of comparisons (95 % interval 58 % to 62 %) by the "
                        "weakest independent matcher (m1, an original with a protected image"));
  EXPECT_THAT(verdict_of({}).recognition, HasSubstr("not known"));
}

class FolderFaultsTest : public ::testing::Test {
 protected:
  /// `unprotected` of 40 images unchanged.
  std::vector<FolderFault> find(int unprotected, const std::vector<GenderResult>& gender = {}) {
    std::vector<double> change(40, 10);
    std::vector<ManifestRow> rows(40);
    for (int i = 0; i < 40; ++i) {
      rows[i].path = std::to_string(i) + ".jpg";
      if (i < unprotected) change[i] = 0.5;
    }
    return find_folder_faults(change, rows, gender);
  }
};

TEST_F(FolderFaultsTest, ACopyIsNamed) {
  EvaluateReport report = report_with({classifier("a", 0.97, 0.95)});
  report.folder_faults = find(40);
  EXPECT_EQ(report.folder_faults[0].id, "copy");
  const Verdict verdict = verdict_of(report);
  EXPECT_EQ(verdict.level, "leaks");
  EXPECT_THAT(verdict.privacy, HasSubstr("is a copy of the originals: 40 of 40 faces"));
  EXPECT_EQ(verdict.findings[0].severity, "fault");
}

TEST_F(FolderFaultsTest, AFewUnprotectedImagesAreNamed) {
  EvaluateReport report = report_with({classifier("a", 0.52, 0.5)});
  report.folder_faults = find(2);
  EXPECT_EQ(report.folder_faults[0].id, "unprotected_images");
  EXPECT_THAT(report.folder_faults[0].examples, ElementsAre("0.jpg", "1.jpg"));
  EXPECT_THAT(verdict_of(report).privacy, HasSubstr("2 of 40 faces (5.0 %) are not protected"));
  EXPECT_TRUE(find(0).empty());
}

TEST_F(FolderFaultsTest, TurnedAnswersAreNamed) {
  EvaluateReport report = report_with({classifier("a", 0.2, 0.4), classifier("b", 0.05, 0.1)});
  report.folder_faults = find(0, report.gender);
  ASSERT_EQ(report.folder_faults.size(), 1u);
  EXPECT_EQ(report.folder_faults[0].judge, "b");
  EXPECT_THAT(verdict_of(report).privacy,
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
