#include "models/semi_adversarial/san2018_frame.hpp"

#include <gtest/gtest.h>
#include <torch/types.h>

namespace antifaz {
namespace {

/// A chip whose two channels hold each pixel's own x and y.
torch::Tensor coordinates() {
  const torch::Tensor along = torch::arange(kChipSize, torch::kFloat32);
  return torch::stack({along.view({1, -1}).expand({kChipSize, kChipSize}),
                       along.view({-1, 1}).expand({kChipSize, kChipSize})})
      .unsqueeze(0)
      .contiguous();
}

TEST(San2018Frame, ShowsTheMiddleAtItsZoom) {
  const torch::Tensor seen = to_frame(coordinates(), {2.0, 10});
  ASSERT_EQ(seen.sizes(), (std::vector<int64_t>{1, 2, 224, 224}));
  const double middle = (kChipSize - 1) / 2.0, half = kChipSize / 4.0;
  EXPECT_NEAR(seen[0][0][112][0].item<double>(), middle - half, 0.5);
  EXPECT_NEAR(seen[0][0][112][223].item<double>(), middle + half, 0.5);
  EXPECT_NEAR(seen[0][1][0][112].item<double>(), middle + 10 - half, 0.5);
}

TEST(San2018Frame, ThereAndBackIsTheSameInsideTheFrame) {
  for (const San2018Frame frame : {San2018Frame{1, 0}, {1.25, 6}, {0.9, -4}}) {
    const torch::Tensor chip = coordinates();
    const torch::Tensor back = from_frame(to_frame(chip, frame), frame);
    const torch::Tensor middle = (back - chip).slice(2, 30, 90).slice(3, 30, 90);
    EXPECT_LT(middle.abs().max().item<double>(), 0.05) << frame.zoom << " " << frame.down;
  }
}

TEST(San2018Frame, OutsideTheFrameNothingComesBack) {
  const torch::Tensor back = from_frame(torch::ones({1, 1, 224, 224}), {2.0, 0});
  EXPECT_EQ(back[0][0][5][64].item<double>(), 0);
  EXPECT_EQ(back[0][0][64][64].item<double>(), 1);
}

}  // namespace
}  // namespace antifaz
