#include "models/codes/neighbours.hpp"

#include <torch/types.h>
#include <torch/utils.h>

#include "tests/support/error_matcher.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

TEST(Neighbours, AreTheNearestOthersNearestFirst) {
  const torch::Tensor line = torch::tensor({{0.F}, {1.F}, {3.F}, {7.F}, {15.F}, {16.F}});
  const Neighbours found = exact_neighbours(line, 2);
  EXPECT_TRUE(
      torch::equal(found.rows, torch::tensor({{1, 2}, {0, 2}, {1, 0}, {2, 1}, {5, 3}, {4, 3}})));
  EXPECT_TRUE(torch::equal(
      found.distances,
      torch::tensor({{1.F, 3.F}, {1.F, 2.F}, {2.F, 3.F}, {4.F, 6.F}, {1.F, 8.F}, {1.F, 9.F}})));
  EXPECT_ERROR(exact_neighbours(line, 6), HasSubstr("only 6 codes"));
}

TEST(Neighbours, TheIndexFindsNearlyAllNeighbours) {
  torch::manual_seed(6);
  const torch::Tensor codes = torch::randn({1500, 8});
  const Neighbours exact = exact_neighbours(codes, 5), indexed = indexed_neighbours(codes, 5, 1);
  EXPECT_DOUBLE_EQ(agreement(exact, exact), 1);
  EXPECT_GT(agreement(exact, indexed), 0.9);
  // What it says of the neighbours it found is right.
  const torch::Tensor apart =
      (codes.unsqueeze(1) - codes.index({indexed.rows})).square().sum(2).sqrt();
  EXPECT_TRUE(torch::allclose(apart, indexed.distances, 1e-3, 1e-4));
  EXPECT_FALSE(indexed.rows.eq(torch::arange(1500).unsqueeze(1)).any().item<bool>());
}

TEST(Neighbours, CopiesOfAQueryAreNeighboursToo) {
  const torch::Tensor codes = torch::cat({torch::zeros({30, 4}), torch::ones({30, 4})});
  for (const Neighbours& found : {exact_neighbours(codes, 10), indexed_neighbours(codes, 10, 1)}) {
    EXPECT_TRUE(torch::equal(found.distances, torch::zeros({60, 10})));
    EXPECT_FALSE(found.rows.eq(torch::arange(60).unsqueeze(1)).any().item<bool>());
  }
}

}  // namespace
}  // namespace antifaz
