#include "pipelines/attacks/attack_curves.hpp"

#include <gmock/gmock.h>

#include <set>

#include "pipelines/attacks/attack_figures.hpp"
#include "pipelines/attacks/run_attacks.hpp"
#include "tests/support/impatient.hpp"
#include "tests/support/planted_faces.hpp"

namespace antifaz {
namespace {

using testing::test_rows;
using testing::training_rows;

/// Embeddings of noise; those of male originals are moved by `signal` along one direction.
AttackFaces told_by_one_direction(int64_t people, double signal) {
  AttackFaces faces = testing::planted_faces(people);
  const auto n = static_cast<int64_t>(faces.size());
  BothVersions rows{torch::randn({n, 16}), torch::randn({n, 16})};
  rows[kOriginalVersion].select(1, 3) += faces.labels * signal;
  faces.embeddings.push_back({"matcher", true, rows});
  return faces;
}

AttackOptions few_replicates() {
  AttackOptions options;
  options.replicates = 40;
  return options;
}

TEST(DrawGalleries, HoldAsManyPeopleOfEitherGenderWithOneFaceEach) {
  const AttackFaces faces = testing::planted_faces(60);
  const torch::Tensor rows = training_rows(faces);
  const auto galleries = draw_galleries(faces, rows, 15, 8, 3);
  ASSERT_EQ(galleries.size(), 8u);
  std::set<int64_t> ever;
  for (const torch::Tensor& gallery : galleries) {
    ASSERT_EQ(gallery.size(0), 30);
    EXPECT_EQ(faces.labels.index_select(0, gallery).sum().item<int64_t>(), 15);
    std::set<std::uint32_t> people;
    for (int64_t i = 0; i < 30; ++i) {
      const int64_t row = gallery[i].item<int64_t>();
      EXPECT_LT(row, rows.size(0));
      people.insert(faces.subjects[static_cast<std::size_t>(row)]);
      ever.insert(row);
    }
    EXPECT_EQ(people.size(), 30u);
  }
  EXPECT_GT(ever.size(), 60u);  // other people, and either face of them
  EXPECT_TRUE(draw_galleries(faces, rows, 15, 8, 3)[7].equal(galleries[7]));
  EXPECT_FALSE(draw_galleries(faces, rows, 15, 8, 4)[7].equal(galleries[7]));
  EXPECT_TRUE(draw_galleries(faces, rows, 21, 8, 3).empty());  // 20 women are there
}

TEST(MeanAttackFigures, AreTheMeansOfTheAttackers) {
  // One attacker is always right, one always wrong, the third knows every second man and woman.
  const torch::Tensor labels = torch::tensor({1, 0, 1, 0, 1, 0, 1, 0}, torch::kInt64);
  const torch::Tensor right = labels.to(torch::kDouble);
  const torch::Tensor half = torch::tensor({1., 0., 0.5, 0.5, 1., 0., 0.5, 0.5}, torch::kDouble);
  const AttackAnswers asked{{}, labels, {0, 1, 2, 3, 4, 5, 6, 7}};
  const AttackFigures figures = mean_attack_figures({right, 1 - right, half}, asked, 300, 1);
  EXPECT_DOUBLE_EQ(figures.auc.value, (1 + 0 + 0.875) / 3);
  EXPECT_DOUBLE_EQ(figures.auc_distance.value, figures.auc.value - 0.5);
  EXPECT_DOUBLE_EQ(figures.balanced_accuracy.value, (1 + 0 + 0.75) / 3);
  // Whoever is asked about, the first two do not vary: the interval is of which of them one meets.
  EXPECT_LT(figures.auc.low, 0.35);
  EXPECT_GT(figures.auc.high, 0.9);
  const AttackFigures alone = mean_attack_figures({right}, asked, 300, 1);
  EXPECT_EQ(alone.auc.low, 1);
  EXPECT_EQ(alone.auc.high, 1);
}

TEST(GalleryCurve, GrowsWithTheGalleryWhereThereIsSomethingToLearn) {
  const AttackFaces faces = told_by_one_direction(200, 4);
  for (const bool linear : {false, true}) {
    const auto attacker =
        linear ? make_linear_attacker(faces, 0) : make_neighbour_attacker(faces, 0);
    const AttackCurve curve = gallery_curve(
        *attacker, {faces, training_rows(faces), faces, test_rows(faces)}, few_replicates(), {});
    EXPECT_TRUE(curve.in_the_loop);
    EXPECT_EQ(curve.name, attacker->description().name);
    ASSERT_EQ(curve.points.size(), 4u);  // there are 66 men and 67 women to learn from
    EXPECT_EQ(curve.points[3].size, 50u);
    EXPECT_EQ(curve.points[3].draws, kGalleryDraws);
    EXPECT_LT(curve.points[0].original.auc.value, 0.85);
    EXPECT_GT(curve.points[3].original.auc.value, 0.95);
    for (std::size_t i = 1; i < 4; ++i) {
      EXPECT_GT(curve.points[i].original.auc.value, curve.points[i - 1].original.auc.value);
    }
    for (const AttackPoint& point : curve.points) {
      EXPECT_NEAR(point.changed.auc.value, 0.5, 0.1);
      EXPECT_LE(point.changed.auc.low, point.changed.auc.value);
      EXPECT_GE(point.changed.auc.high, point.changed.auc.value);
    }
  }
}

TEST(GalleryCurve, StopsWhereItsObserverWantsIt) {
  const AttackFaces faces = told_by_one_direction(60, 4);
  const auto attacker = make_linear_attacker(faces, 0);
  testing::Impatient impatient;
  EXPECT_THROW(gallery_curve(*attacker, {faces, training_rows(faces), faces, test_rows(faces)},
                             few_replicates(), impatient),
               Stopped);
}

/// Is right about as many people as it has learnt pairs.
class CountingRestorer : public Attacker {
 public:
  Description description() const override { return {"counting", "restored", "gender", true, ""}; }
  void train(const AttackFaces&, const at::Tensor& rows, Version version) override {
    if (version == kProtectedVersion) trained_on_.push_back(rows.size(0));
  }
  at::Tensor scores(const AttackFaces& faces, const at::Tensor& rows, Version) override {
    const torch::Tensor answers = torch::full({rows.size(0)}, 0.5, torch::kDouble);
    const int64_t known = std::min(trained_on_.back() / 10, rows.size(0));
    answers.slice(0, 0, known) = faces.labels.index_select(0, rows).slice(0, 0, known);
    return answers;
  }
  std::vector<int64_t> trained_on_;
};

TEST(PairCurves, LearnFromFewerPairsThanThereAre) {
  const AttackFaces faces = testing::planted_faces(300);
  const LearntAndTested parts{faces, training_rows(faces), faces, test_rows(faces)};
  std::vector<std::unique_ptr<Attacker>> attackers;
  attackers.push_back(make_detection_attacker({}));
  attackers.push_back(std::make_unique<CountingRestorer>());
  std::vector<AttackResult> results(2);
  results[0].name = "detector of protection";
  results[1].name = "counting";
  results[1].original.emplace().auc.value = 0.97;
  results[1].changed.auc.value = 0.9;
  const auto curves = pair_curves(attackers, parts, results, few_replicates());
  ASSERT_EQ(curves.size(), 1u);
  EXPECT_EQ(curves[0].unit, "pairs");
  ASSERT_EQ(curves[0].points.size(), 2u);  // 400 pairs are fewer than 800
  EXPECT_EQ(curves[0].points[0].size, 256u);
  EXPECT_EQ(curves[0].points[0].original.auc.value, 0.97);
  EXPECT_NEAR(curves[0].points[0].changed.auc.value, 0.5 + 0.125 * 0.875 / 0.875, 0.02);
  EXPECT_EQ(curves[0].points[1].size, 400u);
  EXPECT_EQ(curves[0].points[1].changed.auc.value, 0.9);
  EXPECT_EQ(static_cast<CountingRestorer&>(*attackers[1]).trained_on_, std::vector<int64_t>{256});
}

}  // namespace
}  // namespace antifaz
