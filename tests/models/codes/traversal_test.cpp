#include "models/codes/traversal.hpp"

#include <gtest/gtest.h>
#include <torch/types.h>
#include <torch/utils.h>

#include "models/autoencoders/pca.hpp"

namespace antifaz {
namespace {

TEST(Traversal, OfPcaWalksAlongComponentsLargestFirst) {
  torch::manual_seed(1);
  const torch::Tensor deviation = torch::tensor({3.F, 2.F, 1.F, 0.5F});
  const torch::Tensor examples = torch::randn({500, 4}) * deviation + 7;
  Pca pca({4}, 3);
  pca.fit(examples);
  const auto walks = traversals_of(pca, pca.encode(examples), 5, 2, 2);
  ASSERT_EQ(walks.size(), 2U);
  for (std::size_t k = 0; k < walks.size(); ++k) {
    const auto axis = static_cast<std::int64_t>(k);  // components are nearly the axes
    EXPECT_EQ(walks[k].number, axis);
    ASSERT_EQ(walks[k].images.size(0), 5);
    EXPECT_TRUE(torch::allclose(walks[k].images[2], examples.mean(0), 1e-3, 1e-3));
    const double moved = (walks[k].images[4] - walks[k].images[0]).norm().item<double>();
    EXPECT_NEAR(moved, 4 * examples.std(0)[axis].item<double>(), 0.1);
    EXPECT_NEAR(walks[k].effect, moved / 2, 1e-3);  // over four numbers
  }
}

}  // namespace
}  // namespace antifaz
