#include "pipelines/attacks/run_attacks.hpp"

#include <gmock/gmock.h>

#include <set>

#include "pipelines/attacks/attack_figures.hpp"
#include "pipelines/attacks/chip_training.hpp"
#include "tests/support/impatient.hpp"
#include "tests/support/planted_faces.hpp"

namespace antifaz {
namespace {

TEST(SplitPeople, NobodyIsInBothPartsAndBothHoldEitherLabel) {
  const AttackFaces faces = testing::planted_faces(60);
  const auto split = split_people(faces, 4);
  ASSERT_TRUE(split);
  std::set<std::uint32_t> people[2];
  for (const auto* part : {&split->training, &split->test}) {
    for (int64_t i = 0; i < part->size(0); ++i) {
      people[part == &split->test].insert(
          faces.subjects[static_cast<std::size_t>((*part)[i].item<int64_t>())]);
    }
    EXPECT_EQ(faces.labels.index_select(0, *part).to(torch::kDouble).mean().item<double>(), 0.5);
  }
  EXPECT_EQ(people[0].size(), 40u);
  EXPECT_EQ(people[1].size(), 20u);
  for (const std::uint32_t subject : people[1]) EXPECT_EQ(people[0].count(subject), 0u);
  EXPECT_TRUE(split_people(faces, 4)->test.equal(split->test));
  EXPECT_FALSE(split_people(faces, 5)->test.equal(split->test));
  EXPECT_FALSE(split_people(testing::planted_faces(28), 4));
}

TEST(AttackFigures, AreThoseOfTheScores) {
  // Men 0.9, 0.4; women 0.6, 0.1: three of four pairs right, half of either label right.
  const AttackFigures figures = attack_figures({torch::tensor({0.9, 0.6, 0.4, 0.1}, torch::kDouble),
                                                torch::tensor({1, 0, 1, 0}, torch::kInt64),
                                                {7, 3, 9, 40}},
                                               200, 1);
  EXPECT_EQ(figures.auc.value, 0.75);
  EXPECT_EQ(figures.auc_distance.value, 0.25);
  EXPECT_EQ(figures.balanced_accuracy.value, 0.5);
  EXPECT_LT(figures.auc.low, 0.75);
  EXPECT_GT(figures.auc.high, 0.75);
}

TEST(AttackFigures, AveragesOverPeopleWithEnoughFaces) {
  const AttackAnswers averaged =
      averaged_over_people({torch::tensor({0.2, 0.9, 0.4, 0.8}, torch::kDouble),
                            torch::tensor({0, 1, 0, 1}, torch::kInt64),
                            {5, 6, 5, 8}},
                           2);
  ASSERT_EQ(averaged.subjects, std::vector<std::uint32_t>{5});
  EXPECT_NEAR(averaged.scores[0].item<double>(), 0.3, 1e-12);
  EXPECT_EQ(averaged.labels[0].item<int64_t>(), 0);
}

TEST(RunAttacks, ReportsEveryFastAttackOnBothVersions) {
  AttackFaces faces = testing::planted_faces(60);
  faces.chips = {};
  const auto n = static_cast<int64_t>(faces.size());
  const torch::Tensor noise = torch::randn({n, 4}), men = faces.labels.to(torch::kFloat32);
  faces.embeddings.push_back({"m", true, {noise + 6 * men.view({n, 1}), noise}});
  faces.scores.push_back({"c", false, {men.to(torch::kDouble), 1 - men.to(torch::kDouble)}});
  AttackOptions options;
  options.replicates = 50;
  Observer quiet;
  const std::vector<AttackResult> results = run_attacks(faces, {}, options, quiet).attackers;
  ASSERT_EQ(results.size(), 2u);  // nobody has four faces
  for (const AttackResult& result : results) {
    EXPECT_EQ(result.kind, "embedding");
    EXPECT_TRUE(result.in_the_loop);
    EXPECT_GT(result.original->auc.value, 0.95);
    EXPECT_NEAR(result.changed.auc.value, 0.5, 0.25);
    EXPECT_EQ(result.train_subjects + result.test_subjects, 60u);
  }
  // Two people of a label become one of four faces; the classifier is always right, then wrong.
  for (std::uint32_t& subject : faces.subjects) subject = subject / 4 * 2 + subject % 2;
  const AttackResult averaged = run_attacks(faces, {}, options, quiet).attackers.back();
  EXPECT_EQ(averaged.kind, "aggregated");
  EXPECT_EQ(averaged.test_subjects, 30u);
  EXPECT_EQ(averaged.original->auc.value, 1);
  EXPECT_EQ(averaged.changed.auc_distance.value, 0.5);
  options.effort = AttackEffort::kNone;
  const AttackResults none = run_attacks(faces, {}, options, quiet);
  EXPECT_TRUE(none.attackers.empty());
  EXPECT_FALSE(none.too_few_people);
}

TEST(RunAttacks, AveragesOverPeopleOnlyWhereBothLabelsHaveEnough) {
  Observer quiet;
  AttackOptions options;
  options.replicates = 0;
  const auto averages = [&](int64_t people) {
    AttackFaces faces = testing::planted_faces(people);
    faces.chips = {};
    const torch::Tensor men = faces.labels.to(torch::kDouble);
    faces.scores.push_back({"c", false, {men, men}});
    for (std::uint32_t& subject : faces.subjects) subject = subject / 4 * 2 + subject % 2;
    const AttackResults results = run_attacks(faces, {}, options, quiet);
    EXPECT_TRUE(results.too_few_people);
    return results.attackers.size();
  };
  EXPECT_EQ(averages(20), 1u);  // five women and five men of four faces
  EXPECT_EQ(averages(18), 0u);  // the last two people have two
}

TEST(RunAttacks, StopsWhereItsObserverWantsIt) {
  testing::Impatient impatient;
  AttackFaces faces = testing::planted_faces(60);
  const torch::Tensor noise = torch::randn({static_cast<int64_t>(faces.size()), 4});
  faces.embeddings.push_back({"m", false, {noise, noise}});
  EXPECT_THROW(run_attacks(faces, {}, {}, impatient), Stopped);
  EXPECT_TRUE(StageObserver(&impatient, "an attacker").wants_stop());  // who trains asks this one
  EXPECT_FALSE(StageObserver(nullptr, "an attacker").wants_stop());
}

}  // namespace
}  // namespace antifaz
