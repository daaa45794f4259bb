#include "pipelines/codes/retrieve.hpp"

#include <torch/types.h>
#include <torch/utils.h>

#include "tests/support/error_matcher.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

/// On a line at 0, 1, 3, 7, 15, 16.
LabelledCodes line() {
  LabelledCodes codes;
  codes.codes = torch::tensor({{0.F}, {1.F}, {3.F}, {7.F}, {15.F}, {16.F}});
  codes.classes = {"a", "b", "lonely"};
  codes.labels = {0, 1, 0, 1, 2, 0};
  codes.subject = {0, 1, 2, 3, 4, 5};
  codes.names = {"0", "1", "2", "3", "4", "5"};
  return codes;
}

TEST(Retrieve, FindsTheNearestOthersNearestFirst) {
  const Neighbours found = exact_neighbours(line().codes, 2);
  EXPECT_TRUE(
      torch::equal(found.rows, torch::tensor({{1, 2}, {0, 2}, {1, 0}, {2, 1}, {5, 3}, {4, 3}})));
  EXPECT_TRUE(torch::equal(
      found.distances,
      torch::tensor({{1.F, 3.F}, {1.F, 2.F}, {2.F, 3.F}, {4.F, 6.F}, {1.F, 8.F}, {1.F, 9.F}})));
  EXPECT_ERROR(exact_neighbours(line().codes, 6), HasSubstr("only 6 codes"));
}

TEST(Retrieve, CountsByHand) {
  const LabelledCodes codes = line();
  const auto at = judge_retrieval(codes, exact_neighbours(codes.codes, 2), {1, 2});
  // Nearest: 0->1 no, 1->0 no, 2->1 no, 3->2 no, 5->4 no; the lonely one isn't asked about.
  EXPECT_EQ(at[0].recall.value, 0);
  // Second: 0->2 yes, 1->2 no, 2->0 yes, 3->1 yes, 5->3 no.
  EXPECT_DOUBLE_EQ(at[1].recall.value, 3.0 / 5);
  EXPECT_DOUBLE_EQ(at[1].precision.value, 3.0 / 10);
  // Three ask for one of 2 among 5 others, two for one of 1.
  EXPECT_DOUBLE_EQ(at[0].recall_chance, (3 * 2.0 / 5 + 2 * 1.0 / 5) / 5);
  EXPECT_DOUBLE_EQ(at[1].recall_chance, (3 * (1 - 3.0 / 5 * 2 / 4) + 2 * (2.0 / 5)) / 5);
  EXPECT_DOUBLE_EQ(at[0].precision_chance, at[0].recall_chance);
}

TEST(Retrieve, TheIndexFindsNearlyAllNeighbours) {
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

TEST(Retrieve, CopiesOfAQueryAreNeighboursToo) {
  const torch::Tensor codes = torch::cat({torch::zeros({30, 4}), torch::ones({30, 4})});
  for (const Neighbours& found : {exact_neighbours(codes, 10), indexed_neighbours(codes, 10, 1)}) {
    EXPECT_TRUE(torch::equal(found.distances, torch::zeros({60, 10})));
    EXPECT_FALSE(found.rows.eq(torch::arange(60).unsqueeze(1)).any().item<bool>());
  }
}

}  // namespace
}  // namespace antifaz
