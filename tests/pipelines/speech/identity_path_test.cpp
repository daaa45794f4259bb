#include "pipelines/speech/identity_path.hpp"

#include <gtest/gtest.h>
#include <torch/types.h>
#include <torch/utils.h>

#include "models/autoencoders/factory.hpp"

namespace antifaz {
namespace {

std::shared_ptr<Autoencoder> network() {
  torch::manual_seed(1);
  AutoencoderOptions options;
  options.variant = "fully-connected";
  options.widths = {8};
  options.code = 4;
  options.shape = {12};
  return make_autoencoder(options);
}

TEST(IdentityPathTest, IsHalfTheInputAtFirst) {
  const auto inner = network();
  IdentityPath path(inner);
  const torch::NoGradGuard no_grad;
  const torch::Tensor x = torch::rand({5, 12});
  EXPECT_TRUE(torch::allclose(path.forward(x).output, 0.5 * (x + inner->forward(x).output)));
  EXPECT_EQ(path.layers().size(), inner->layers().size());  // pretrained as without it
}

TEST(IdentityPathTest, TheShareLearns) {
  IdentityPath path(network());
  const torch::Tensor x = torch::rand({5, 12});
  path.loss(x, x).total.backward();
  for (const auto& parameter : path.named_parameters()) {
    if (parameter.key() != "share") continue;
    EXPECT_GT(parameter.value().grad().abs().sum().item<double>(), 0);
    return;
  }
  FAIL() << "no share";
}

}  // namespace
}  // namespace antifaz
