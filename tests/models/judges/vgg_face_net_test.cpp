#include "models/judges/vgg_face_net.hpp"

#include <gtest/gtest.h>
#include <torch/types.h>
#include <torch/utils.h>

#include "src/face/alignment.hpp"

namespace antifaz {
namespace {

TEST(VggFaceNet, DescribesAFaceAndPassesGradientsBack) {
  torch::manual_seed(1);
  VggFaceNet net;
  int64_t parameters = 0;
  for (const torch::Tensor& p : net.parameters()) parameters += p.numel();
  // VGG-16's, with 64 x 9 x 2 fewer for the grey input and 2,622 outputs.
  EXPECT_EQ(parameters, 145001726);
  const torch::Tensor chip = torch::rand({1, 3, kChipSize, kChipSize}).requires_grad_();
  const EmbeddingNet::Output output = net.describe(chip);
  EXPECT_EQ(output.map.sizes(), (std::vector<int64_t>{1, 512, 7, 7}));
  EXPECT_EQ(output.embedding.sizes(), (std::vector<int64_t>{1, 2622}));
  output.embedding.square().sum().backward();
  EXPECT_GT(chip.grad().abs().sum().item<double>(), 0);
}

}  // namespace
}  // namespace antifaz
