#include "pipelines/semi_adversarial/gender_objective.hpp"

#include <gtest/gtest.h>
#include <torch/types.h>
#include <torch/utils.h>

#include "tests/support/error_matcher.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/support/tiny_faces.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

GenderNet tiny_net() {
  torch::manual_seed(4);
  GenderNetOptions options;
  options.width = 4;
  options.size = 16;
  return GenderNet(options);
}

TEST(TrainGender, TheAttackOfRobustTrainingRaisesTheLoss) {
  GenderNet net = tiny_net();
  const FaceDataset faces = testing::tiny_faces(64), other = testing::tiny_faces(16, 6);
  GenderObjectiveOptions learning;
  learning.batch = 8;
  GenderObjective plain(net, {faces, other}, learning, torch::kCPU);
  const testing::TempFolder folder;
  TrainerOptions options;
  options.folder = folder.path() / "run";
  options.epochs = 4;
  Observer quiet;
  train(plain, options, quiet);
  net->eval();
  learning.robust = 0.1;
  GenderObjective robust(net, {faces, other}, learning, torch::kCPU);
  const auto loss = [&](GenderObjective& objective) {
    torch::manual_seed(8);  // the same faces, changed alike
    return objective.loss(torch::arange(8), 0).total.item<double>();
  };
  EXPECT_GT(loss(robust), 1.1 * loss(plain));
}

TEST(TrainGender, Bfloat16RoundsAndNoMore) {
  GenderNet net = tiny_net();
  const FaceDataset faces = testing::tiny_faces(16);
  const auto loss = [&](bool bfloat16) {
    GenderObjectiveOptions learning;
    learning.bfloat16 = bfloat16;
    GenderObjective objective(net, {faces, faces}, learning, torch::kCPU);
    torch::manual_seed(8);  // the same faces, changed alike
    return objective.loss(torch::arange(8), 0).total.item<double>();
  };
  EXPECT_NE(loss(true), loss(false));
  EXPECT_NEAR(loss(true), loss(false), 0.02);
}

TEST(TrainGender, NeedsBothLabels) {
  FaceDataset men = testing::tiny_faces(8);
  men.labels.fill_(1);
  const FaceDataset both = testing::tiny_faces(8);
  EXPECT_ERROR(GenderObjective(tiny_net(), {men, both}, {}, torch::kCPU),
               HasSubstr("the training part needs faces labelled female and male"));
  EXPECT_ERROR(GenderObjective(tiny_net(), {both, men}, {}, torch::kCPU),
               HasSubstr("the validation part needs faces labelled female and male"));
}

}  // namespace
}  // namespace antifaz
