#include <gmock/gmock.h>

#include "pipelines/attacks/chip_training.hpp"
#include "tests/support/planted_faces.hpp"

namespace antifaz {
namespace {

using testing::attacked;

TEST(RetrainedAttacker, FindsThePlantedSignalAndNothingElse) {
  AttackFaces faces = testing::planted_faces(45);
  testing::plant(faces, kOriginalVersion, 30);
  const auto attack = make_retrained_attacker({});
  EXPECT_GT(attacked(*attack, faces, kOriginalVersion), 0.9);
  EXPECT_NEAR(attacked(*attack, faces, kProtectedVersion), 0.5, 0.3);
}

TEST(DetectionAttacker, TellsAChangeThatIsThere) {
  AttackFaces faces = testing::planted_faces(45);
  const auto detection = [&] {
    const auto attack = make_detection_attacker({});
    const torch::Tensor test = testing::test_rows(faces);
    attack->train(faces, testing::training_rows(faces), kProtectedVersion);
    const torch::Tensor scores = torch::cat({attack->scores(faces, test, kOriginalVersion),
                                             attack->scores(faces, test, kProtectedVersion)});
    return testing::auc_of(scores, torch::cat({torch::zeros_like(test), torch::ones_like(test)}));
  };
  EXPECT_EQ(detection(), 0.5);  // both versions are the same
  faces.chips[kProtectedVersion].slice(2, 0, 10) += 25;
  EXPECT_GT(detection(), 0.9);
}

TEST(ChipTraining, HasABudgetOfViewsWithinBoundsOfEpochs) {
  EXPECT_EQ(epochs_for(100, 16000), 30);
  EXPECT_EQ(epochs_for(1000, 16000), 16);
  EXPECT_EQ(epochs_for(1001, 16000), 16);
  EXPECT_EQ(epochs_for(1000000, 16000), 4);
}

}  // namespace
}  // namespace antifaz
