#include "src/cli/suggest.hpp"

#include <gtest/gtest.h>

namespace antifaz {
namespace {

TEST(SuggestTest, NamesTheNearest) {
  EXPECT_EQ(did_you_mean("outptu", {"input", "output", "mode"}), "; did you mean 'output'?");
  EXPECT_EQ(did_you_mean("anonymise", {"evaluate", "anonymize"}), "; did you mean 'anonymize'?");
}

TEST(SuggestTest, SaysNothingWhereNothingIsNear) {
  EXPECT_EQ(did_you_mean("banana", {"input", "output"}), "");
  EXPECT_EQ(did_you_mean("", {}), "");
}

}  // namespace
}  // namespace antifaz
