#include "pipelines/semi_adversarial/adapting_restorer.hpp"

#include <gtest/gtest.h>
#include <torch/types.h>
#include <torch/utils.h>

#include "src/tensors/image_tensor.hpp"
#include "tests/support/module_copies.hpp"
#include "tests/support/tiny_faces.hpp"

namespace antifaz {
namespace {

using testing::all_equal;
using testing::copies;

struct AdaptingRestorerTest : ::testing::Test {
  AdaptingRestorerTest() { torch::manual_seed(3); }

  /// Their middles: the network takes any size.
  torch::Tensor chips_ =
      to_unit_range(testing::tiny_faces(8).chips.slice(2, 48, 112).slice(3, 48, 112));
  torch::Tensor darker_ = chips_ - 0.1;
};

TEST_F(AdaptingRestorerTest, StartsAsTheIdentityAndLearnsToUndo) {
  AdaptingRestorer restorer(2e-3);
  EXPECT_TRUE(torch::allclose(restorer.undone(darker_), darker_));
  EXPECT_NEAR(restorer.learn(darker_, chips_), 0, 1e-6);
  double share = 0;
  for (int step = 0; step < 60; ++step) share = restorer.learn(darker_, chips_);
  EXPECT_GT(share, 0.3);
}

TEST_F(AdaptingRestorerTest, UndoingTeachesTheFacesAndNotTheRestorer) {
  AdaptingRestorer restorer;
  restorer.learn(darker_, chips_);
  const auto before = copies(restorer);
  const torch::Tensor faces = darker_.clone().requires_grad_();
  restorer.undone(faces).square().sum().backward();
  EXPECT_GT(faces.grad().abs().sum().item<double>(), 0);
  EXPECT_TRUE(all_equal(before, copies(restorer)));
  for (const torch::Tensor& p : restorer.parameters()) {
    if (p.grad().defined()) EXPECT_EQ(p.grad().abs().sum().item<double>(), 0);
  }
}

TEST_F(AdaptingRestorerTest, LearningDoesNotReachTheFaces) {
  AdaptingRestorer restorer;
  const torch::Tensor faces = darker_.clone().requires_grad_();
  restorer.learn(faces, chips_);
  EXPECT_FALSE(faces.grad().defined());
}

TEST_F(AdaptingRestorerTest, BeginsAnewAfterItsLife) {
  AdaptingRestorer restorer(2e-3, false, 30);
  double share = 0;
  for (int step = 0; step < 30; ++step) share = restorer.learn(darker_, chips_);
  EXPECT_GT(share, 0.1);
  EXPECT_NEAR(restorer.learn(darker_, chips_), 0, 1e-6);
}

TEST_F(AdaptingRestorerTest, NothingChangedIsNothingToTakeBack) {
  AdaptingRestorer restorer;
  EXPECT_EQ(restorer.learn(chips_, chips_), 0);
}

}  // namespace
}  // namespace antifaz
