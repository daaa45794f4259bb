#include "pipelines/attacks/gallery_attacks.hpp"

#include <gmock/gmock.h>

#include "tests/support/planted_faces.hpp"

namespace antifaz {
namespace {

/// Faces of men lie at 3, of women at 0; in the protected version, at 0 and at 3.
AttackFaces moved(int64_t people) {
  AttackFaces faces = testing::planted_faces(people);
  faces.chips = {};
  const torch::Tensor noise = torch::randn({static_cast<int64_t>(faces.size()), 2});
  const torch::Tensor men = faces.labels.to(torch::kFloat32).view({-1, 1});
  faces.embeddings.push_back({"m", true, {noise + 4 * men, noise + 4 * (1 - men)}});
  return faces;
}

AttackFaces gallery(int64_t people) {
  AttackFaces faces = moved(people);
  faces.embeddings[0].rows[kProtectedVersion] = faces.embeddings[0].rows[kOriginalVersion];
  return faces;
}

AttackResults attack(const AttackFaces& own, const AttackFaces& faces) {
  AttackOptions options;
  options.replicates = 20;
  Observer quiet;
  AttackResults results;
  attack_from_gallery(own, faces, options, quiet, results);
  return results;
}

TEST(GalleryAttacks, LearnFromTheGalleryAlone) {
  const AttackResults results = attack(gallery(40), moved(30));
  ASSERT_EQ(results.attackers.size(), 2u);
  ASSERT_EQ(results.curves.size(), 2u);
  for (const AttackResult& result : results.attackers) {
    EXPECT_EQ(result.kind, "gallery");
    EXPECT_THAT(result.name, ::testing::EndsWith("on m, own gallery"));
    EXPECT_TRUE(result.in_the_loop);
    EXPECT_EQ(result.train_images, 80u);
    EXPECT_EQ(result.train_subjects, 40u);
    EXPECT_EQ(result.test_images, 60u);
    EXPECT_EQ(result.test_subjects, 30u);
    EXPECT_GT(result.original->auc.value, 0.95);
    EXPECT_LT(result.changed.auc.value, 0.05);  // it knows nothing of how these were moved
  }
  EXPECT_EQ(results.curves[0].points.back().size, 15u);  // of 20 women and 20 men
  EXPECT_LT(results.curves[0].points.back().changed.auc.value, 0.05);
}

TEST(GalleryAttacks, NeedSomebodyToLearnFromAndToAsk) {
  AttackFaces women = gallery(20);
  women.labels.zero_();
  EXPECT_TRUE(attack(women, moved(30)).attackers.empty());
  EXPECT_TRUE(attack(gallery(20), moved(9)).attackers.empty());  // four men
  EXPECT_FALSE(attack(gallery(2), moved(10)).attackers.empty());
}

TEST(GalleryAttacks, JoinTheOthersWherePeopleAreTooFewToLearnFrom) {
  const AttackFaces own = gallery(20), faces = moved(10);
  AttackOptions options;
  options.replicates = 20;
  Observer quiet;
  const AttackResults results = run_attacks(faces, {}, options, quiet, &own);
  EXPECT_TRUE(results.too_few_people);
  EXPECT_EQ(results.attackers.size(), 2u);
  EXPECT_TRUE(run_attacks(faces, {}, options, quiet).attackers.empty());
}

}  // namespace
}  // namespace antifaz
