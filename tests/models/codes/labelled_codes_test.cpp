#include "models/codes/labelled_codes.hpp"

#include <torch/types.h>

#include "tests/support/error_matcher.hpp"

namespace antifaz {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Manifest manifest() {
  Manifest manifest{"faces", {"age"}, {}};
  manifest.rows = {{"a.png", "ana", Gender::kFemale, {{"age", "30"}}, 2},
                   {"b.png", "ben", Gender::kMale, {{"age", "40"}}, 3},
                   {"c.png", "ana", Gender::kFemale, {{"age", ""}}, 4}};
  return manifest;
}

TEST(LabelledCodes, JoinsByPathAndLeavesOutWhatHasNoLabel) {
  const torch::Tensor codes = torch::tensor({{1.F}, {2.F}, {3.F}, {4.F}});
  const LabelledCodes joined =
      with_labels(codes, {"c.png", "unknown.png", "b.png", "a.png"}, manifest(), "gender");
  EXPECT_THAT(joined.names, ElementsAre("c.png", "b.png", "a.png"));
  EXPECT_THAT(joined.classes, ElementsAre("female", "male"));
  EXPECT_THAT(joined.labels, ElementsAre(0, 1, 0));
  EXPECT_THAT(joined.subject, ElementsAre(0, 1, 0));
  EXPECT_EQ(joined.unlabelled, 1U);
  EXPECT_TRUE(torch::equal(joined.codes, torch::tensor({{1.F}, {3.F}, {4.F}})));
  const LabelledCodes by_age =
      with_labels(codes, {"a.png", "b.png", "c.png", "d.png"}, manifest(), "age");
  EXPECT_THAT(by_age.classes, ElementsAre("30", "40"));
}

TEST(LabelledCodes, SaysWhatIsWrong) {
  const torch::Tensor codes = torch::zeros({1, 1});
  EXPECT_ERROR(with_labels(codes, {"a.png"}, manifest(), "hair"),
               HasSubstr("no column 'hair'; labels can be gender, subject, age"));
  EXPECT_ERROR(with_labels(codes, {"x/a.png"}, manifest(), "gender"),
               HasSubstr("of the 1 examples 0 have a label 'gender'"));
}

TEST(LabelledCodes, RowsAreFoundByName) {
  const torch::Tensor values = torch::arange(3);
  EXPECT_TRUE(torch::equal(rows_named(values, {"a", "b", "c"}, {"c", "a"}), torch::tensor({2, 0})));
  EXPECT_ERROR(rows_named(values, {"a", "b", "c"}, {"d"}), HasSubstr("d: is not among"));
}

}  // namespace
}  // namespace antifaz
