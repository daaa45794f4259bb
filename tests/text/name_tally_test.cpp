#include "src/text/name_tally.hpp"

#include <gmock/gmock.h>

namespace antifaz {
namespace {

TEST(NameTally, CountsAllAndNamesTheFirst) {
  NameTally tally;
  EXPECT_TRUE(tally.empty());
  EXPECT_EQ(tally.names(), "");
  tally.add("a");
  EXPECT_EQ(tally.names(), "'a'");
  tally.add("b\n");
  EXPECT_EQ(tally.names(), "'a', 'b\\n'");
  for (int i = 0; i < 1000; ++i) tally.add("c");
  EXPECT_EQ(tally.names(), "'a', 'b\\n', 'c', 'c', 'c' and 997 more");
  EXPECT_EQ(tally.count, 1002u);
  EXPECT_EQ(tally.first.size(), NameTally::kNamed);
}

}  // namespace
}  // namespace antifaz
