#include <gtest/gtest.h>

#include "pipelines/measures/verdict.hpp"

namespace antifaz {
namespace {

TEST(VerdictOfAGallery, IsNoProofAgainstThoseWhoLearnFromProtectedFaces) {
  EvaluateReport report;
  GenderResult classifier;
  classifier.men = classifier.women = 100;
  classifier.changed.auc = classifier.changed.balanced_accuracy = {0.5, 0.45, 0.55};
  report.gender = {classifier};
  AttackResult attack;
  attack.kind = "embedding";
  attack.target = "gender";
  attack.train_images = 100;
  attack.changed.auc = {0.52, 0.5, 0.54};
  report.attackers = {attack};
  EXPECT_EQ(verdict_of(report).level, "strong");
  report.attackers[0].kind = "gallery";  // who knows whether those faces were protected
  EXPECT_EQ(verdict_of(report).level, "partial");
  report.attackers[0].changed.auc = {0.9, 0.88, 0.92};  // but what it reads, it reads
  EXPECT_EQ(verdict_of(report).level, "weak");
}

}  // namespace
}  // namespace antifaz
