#include "pipelines/training/augment.hpp"

#include <gtest/gtest.h>
#include <torch/types.h>
#include <torch/utils.h>

namespace antifaz {
namespace {

AugmentOptions nothing() { return {false, 0, 0, 0, 0, 0, 0, 0, 0}; }

TEST(Augment, NothingAskedForChangesNothing) {
  torch::manual_seed(2);
  const torch::Tensor x = torch::rand({3, 3, 16, 16});
  EXPECT_TRUE(torch::allclose(augment_geometry(x, nothing()), x, 1e-4, 1e-5));
  // Some images lose all colour whatever the amounts: grey ones can't.
  const torch::Tensor grey = x.mean(1, true).expand({3, 3, 16, 16});
  EXPECT_TRUE(torch::allclose(augment_look(grey, nothing()), grey, 1e-4, 1e-5));
}

TEST(Augment, MirrorsAboutHalf) {
  torch::manual_seed(2);
  AugmentOptions mirror = nothing();
  mirror.flip = true;
  const torch::Tensor x = torch::rand({1, 3, 16, 16}).expand({200, 3, 16, 16});
  const torch::Tensor y = augment_geometry(x, mirror);
  int mirrored = 0;
  for (int64_t i = 0; i < 200; ++i) {
    const bool kept = torch::allclose(y[i], x[i], 1e-3, 1e-4);
    const bool turned = torch::allclose(y[i], x[i].flip(2), 1e-3, 1e-4);
    ASSERT_TRUE(kept || turned) << i;
    mirrored += turned;
  }
  EXPECT_GT(mirrored, 60);
  EXPECT_LT(mirrored, 140);
}

TEST(Augment, StaysInRangeAndLetsGradientsThrough) {
  torch::manual_seed(2);
  const torch::Tensor x = torch::rand({4, 3, 32, 32}).requires_grad_();
  const torch::Tensor y = augment_look(augment_geometry(x, {}), {});
  EXPECT_GE(y.min().item<float>(), 0);
  EXPECT_LE(y.max().item<float>(), 1);
  y.sum().backward();
  EXPECT_GT(x.grad().abs().sum().item<float>(), 0);
}

TEST(Augment, TheSeedDecidesAll) {
  const torch::Tensor x = torch::rand({2, 3, 32, 32});
  torch::manual_seed(9);
  const torch::Tensor first = augment_look(augment_geometry(x, {}), {});
  torch::manual_seed(9);
  EXPECT_TRUE(torch::equal(first, augment_look(augment_geometry(x, {}), {})));
}

TEST(AsProgramsCut, ShowsHalfOfTheBatchesAsTheyAreAndTheOthersOtherwise) {
  torch::manual_seed(5);
  const torch::Tensor faces = torch::rand({2, 3, 64, 64});
  int same = 0, grey = 0, other = 0;
  for (int i = 0; i < 60; ++i) {
    const torch::Tensor view = as_programs_cut(faces);
    ASSERT_EQ(view.sizes(), faces.sizes());
    if (view.equal(faces)) {
      ++same;
    } else if (view.select(1, 0).equal(view.select(1, 2))) {
      ++grey;
    } else {
      ++other;
    }
  }
  EXPECT_NEAR(same, 30, 15);
  EXPECT_GT(grey, 0);
  EXPECT_GT(other, grey);
}

}  // namespace
}  // namespace antifaz
