#include "pipelines/speech/variance_equalisation.hpp"

#include <gtest/gtest.h>
#include <torch/types.h>
#include <torch/utils.h>

namespace antifaz {
namespace {

TEST(VarianceEqualisationTest, RestoresTheSpreadAndKeepsTheMean) {
  torch::manual_seed(1);
  const torch::Tensor clean = torch::randn({500, 3}) * torch::tensor({1.0, 2.0, 3.0});
  const torch::Tensor made = 0.4 * clean + 0.1 * torch::randn({500, 3}) + 1;  // too flat, and off
  VarianceEqualisation equalisation(3);
  EXPECT_TRUE(torch::equal(equalisation.apply(made), made));  // nothing learned yet
  equalisation.learn(made, clean);
  const torch::Tensor equal = equalisation.apply(made);
  EXPECT_TRUE(torch::allclose(equal.std(0), clean.std(0), 1e-4, 1e-4));
  EXPECT_TRUE(torch::allclose(equal.mean(0), made.mean(0), 1e-4, 1e-4));
}

TEST(VarianceEqualisationTest, LeavesABandThatIsAlwaysAlike) {
  VarianceEqualisation equalisation(2);
  const torch::Tensor made = torch::full({10, 2}, 0.3);
  equalisation.learn(made, torch::rand({10, 2}));
  EXPECT_TRUE(torch::allclose(equalisation.apply(made), made));
  EXPECT_THROW(equalisation.learn(made, torch::rand({9, 2})), c10::Error);
}

}  // namespace
}  // namespace antifaz
