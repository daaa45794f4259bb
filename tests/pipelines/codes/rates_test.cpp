#include "pipelines/codes/rates.hpp"

#include <gtest/gtest.h>
#include <torch/types.h>
#include <torch/utils.h>

#include "models/autoencoders/pca.hpp"

namespace antifaz {
namespace {

/// Smooth 16x16 pictures that four numbers describe.
torch::Tensor smooth(std::int64_t n, std::int64_t channels) {
  torch::manual_seed(1);
  const torch::Tensor t = torch::linspace(0, 3, 16);
  const torch::Tensor parts =
      torch::stack({torch::outer(t.sin(), t.cos()), torch::outer(t, t) / 9,
                    torch::outer(t.cos(), t.sin()), torch::outer(t, t.cos())});
  const torch::Tensor images = torch::rand({n, channels, 4}).matmul(parts.flatten(1)) * 20 + 128;
  return images.view({n, channels, 16, 16}).clamp(0, 255).round().to(torch::kUInt8);
}

TEST(Rates, MoreBitsCostMoreAndLoseLess) {
  for (const std::int64_t channels : {1, 3}) {
    const torch::Tensor images = smooth(200, channels);
    Pca pca({channels, 16, 16}, 4 * channels);
    pca.fit(images.to(torch::kFloat32).div(255));
    RatePoint last;
    last.psnr.value = 0;
    for (const int bits : {2, 4, 6, 8}) {
      const RatePoint point = code_rate(pca, "pca", images, bits);
      EXPECT_GT(point.bytes, point.image_bytes);
      EXPECT_GT(point.image_bytes, last.image_bytes);
      EXPECT_GT(point.psnr.value, last.psnr.value);
      last = point;
    }
    EXPECT_GT(last.psnr.value, 38);
    EXPECT_LT(last.image_bytes, 4 * channels * 1.2 + 1);
  }
}

TEST(Rates, CodecsAreMeasuredOnTheSamePictures) {
  for (const std::int64_t channels : {1, 3}) {
    const std::vector<cv::Mat> pictures = to_pictures(smooth(20, channels));
    EXPECT_EQ(pictures[0].channels(), channels);
    for (const auto codec : {jpeg_rate, webp_rate}) {
      const RatePoint poor = codec(pictures, 10), good = codec(pictures, 90);
      EXPECT_LT(poor.bytes, good.bytes);
      EXPECT_LT(poor.psnr.value, good.psnr.value);
      EXPECT_GT(poor.image_bytes, 0);
      EXPECT_LT(good.image_bytes, good.bytes - 15);
    }
  }
}

TEST(Rates, PicturesAreTheImages) {
  torch::Tensor images = torch::zeros({1, 3, 2, 2}, torch::kUInt8);
  images[0][0] = 200;  // red
  EXPECT_EQ(to_pictures(images)[0].at<cv::Vec3b>(1, 1), cv::Vec3b(0, 0, 200));
  EXPECT_EQ(to_pictures(torch::full({1, 1, 2, 2}, 0.502F))[0].at<unsigned char>(0, 1), 128);
}

}  // namespace
}  // namespace antifaz
