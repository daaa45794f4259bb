#include <gmock/gmock.h>

#include <set>

#include "tests/support/planted_faces.hpp"

namespace antifaz {
namespace {

using testing::attacked;

/// Embeddings of noise; those of male originals are moved by `signal` along one direction.
AttackFaces embedded(double signal) {
  AttackFaces faces = testing::planted_faces(150);
  const auto n = static_cast<int64_t>(faces.size());
  BothVersions rows{torch::randn({n, 16}), torch::randn({n, 16})};
  rows[kOriginalVersion].select(1, 3) += faces.labels * signal;
  faces.embeddings.push_back({"matcher", true, rows});
  return faces;
}

class EmbeddingAttackersTest : public ::testing::TestWithParam<bool> {
 protected:
  static std::unique_ptr<Attacker> attacker(const AttackFaces& faces) {
    return GetParam() ? make_linear_attacker(faces, 0) : make_neighbour_attacker(faces, 0);
  }
};

TEST_P(EmbeddingAttackersTest, FindsThePlantedSignalAndNothingElse) {
  const AttackFaces faces = embedded(5);
  const auto attack = attacker(faces);
  EXPECT_EQ(attack->description().kind, "embedding");
  EXPECT_TRUE(attack->description().in_the_loop);
  EXPECT_GT(attacked(*attack, faces, kOriginalVersion), 0.95);
  EXPECT_NEAR(attacked(*attack, faces, kProtectedVersion), 0.5, 0.2);
}

TEST_P(EmbeddingAttackersTest, IsNotDrawnToTheLargerClass) {
  AttackFaces faces = embedded(5);
  // Nine men for a woman among those it learns from.
  const torch::Tensor men = faces.labels.nonzero().squeeze(1);
  const torch::Tensor women = (1 - faces.labels).nonzero().squeeze(1);
  const torch::Tensor training = torch::cat({men.slice(0, 0, 90), women.slice(0, 0, 10)});
  const torch::Tensor test = torch::cat({men.slice(0, 90), women.slice(0, 90)});
  const auto attack = attacker(faces);
  attack->train(faces, training, kOriginalVersion);
  const torch::Tensor right = (attack->scores(faces, test, kOriginalVersion) >= 0.5)
                                  .to(torch::kInt64)
                                  .eq(faces.labels.index_select(0, test))
                                  .to(torch::kDouble);
  EXPECT_GT(right.slice(0, 0, 60).mean().item<double>(), 0.85);
  EXPECT_GT(right.slice(0, 60).mean().item<double>(), 0.85);
}

INSTANTIATE_TEST_SUITE_P(Kinds, EmbeddingAttackersTest, ::testing::Bool());

TEST(NeighbourAttacker, AsksNoMoreNeighboursThanThereAreOfEitherLabel) {
  AttackFaces faces = testing::planted_faces(4);
  // Women at 0, men at 1: whoever asked all four at each place would always hear one half.
  faces.embeddings.push_back({"m", false, {}});
  for (auto& rows : faces.embeddings[0].rows) rows = faces.labels.to(torch::kFloat32).view({-1, 1});
  const auto attack = make_neighbour_attacker(faces, 0);
  attack->train(faces, torch::tensor({0, 2}, torch::kInt64), kOriginalVersion);
  const torch::Tensor rest = torch::tensor({1, 3, 4, 6}, torch::kInt64);
  EXPECT_TRUE(attack->scores(faces, rest, kOriginalVersion)
                  .equal(faces.labels.index_select(0, rest).to(torch::kDouble)));
}

TEST(NeighbourAttacker, AsManyMenAmongTheNearestAreOneScore) {
  AttackFaces faces = embedded(1);
  const torch::Tensor men = faces.labels.nonzero().squeeze(1);
  const torch::Tensor women = (1 - faces.labels).nonzero().squeeze(1);
  // Weights of thirds, whose sums depend on the order in which neighbours come.
  const torch::Tensor training = torch::cat({men.slice(0, 0, 90), women.slice(0, 0, 53)});
  const auto attack = make_neighbour_attacker(faces, 0);
  attack->train(faces, training, kOriginalVersion);
  const torch::Tensor rest = torch::cat({men.slice(0, 90), women.slice(0, 53)});
  const torch::Tensor scores = attack->scores(faces, rest, kOriginalVersion);
  const std::set<double> distinct(scores.data_ptr<double>(),
                                  scores.data_ptr<double>() + scores.numel());
  EXPECT_GT(distinct.size(), 5u);
  EXPECT_LE(distinct.size(), 16u);  // 0 to 15 of 15 men
}

TEST(LinearAttacker, IsTheMinimumOfThePenalisedLoss) {
  AttackFaces faces = embedded(2);
  faces.embeddings[0].rows[kOriginalVersion] =
      faces.labels.to(torch::kFloat32).view({-1, 1}) + torch::randn({int64_t(faces.size()), 1});
  const auto attack = make_linear_attacker(faces, 0);
  const torch::Tensor rows = torch::arange(static_cast<int64_t>(faces.size()));
  attack->train(faces, rows, kOriginalVersion);
  const torch::Tensor p = attack->scores(faces, rows, kOriginalVersion);
  const torch::Tensor x = faces.embeddings[0].rows[kOriginalVersion].to(torch::kDouble).squeeze(1);
  const torch::Tensor z = (x - x.mean()) / x.std(0, false);
  const torch::Tensor logits = torch::logit(p);
  const double slope = ((logits * z).mean() / (z * z).mean()).item<double>();
  // Gradient of loss + slope^2 / 2 at the minimum: sum (p - y) z + slope = 0.
  const double gradient = ((p - faces.labels.to(torch::kDouble)) * z).sum().item<double>();
  EXPECT_NEAR(gradient + slope, 0, 1e-6);
  EXPECT_GT(slope, 0.5);
}

}  // namespace
}  // namespace antifaz
