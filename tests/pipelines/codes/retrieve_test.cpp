#include "pipelines/codes/retrieve.hpp"

#include <torch/types.h>
#include <torch/utils.h>

#include "models/codes/labelled_codes.hpp"
#include "models/codes/neighbours.hpp"
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

TEST(Retrieve, CountsByHand) {
  const LabelledCodes codes = line();
  const auto at = measure_retrieval(codes, exact_neighbours(codes.codes, 2), {1, 2});
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

TEST(Retrieve, NothingToFindIsSaid) {
  LabelledCodes codes = line();
  codes.classes = {"0", "1", "2", "3", "4", "5"};
  codes.labels = {0, 1, 2, 3, 4, 5};
  EXPECT_ERROR(measure_retrieval(codes, exact_neighbours(codes.codes, 2), {1}),
               HasSubstr("there is nothing to find"));
}

TEST(Retrieve, OutputIsAskedFirst) {
  Observer silent;
  EXPECT_ERROR(retrieve_codes({{"no-codes"}, 10, 1, "no/folder.csv"}, silent),
               HasSubstr("no/folder.csv"));
}

}  // namespace
}  // namespace antifaz
