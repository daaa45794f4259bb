#include "models/mean_weights.hpp"

#include <gmock/gmock.h>
#include <torch/nn/modules/batchnorm.h>
#include <torch/types.h>
#include <torch/utils.h>

namespace antifaz {
namespace {

TEST(MeanWeights, FollowFastAtFirstAndThenByTheDecay) {
  torch::nn::BatchNorm2d mean(2), net(2);
  const torch::NoGradGuard no_grad;
  net->weight.fill_(3);
  net->running_var.fill_(5);
  net->num_batches_tracked.fill_(7);
  follow_weights(*mean, *net, 0.9, 0);  // the first step: all of it
  EXPECT_EQ(mean->weight[0].item<double>(), 3);
  EXPECT_EQ(mean->running_var[0].item<double>(), 5);
  EXPECT_EQ(mean->num_batches_tracked.item<int64_t>(), 7);
  net->weight.fill_(5);
  follow_weights(*mean, *net, 0.9, 1);  // keeps 1 / 10
  EXPECT_NEAR(mean->weight[1].item<double>(), 4.8, 1e-6);
  follow_weights(*mean, *net, 0.9, 1e6);
  EXPECT_NEAR(mean->weight[1].item<double>(), 0.9 * 4.8 + 0.5, 1e-6);
}

}  // namespace
}  // namespace antifaz
